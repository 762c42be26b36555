import { type ConfigPort, type OptionValue, optionText } from "../dataframe/index.js";

/**
 * The settings of a session on the server.
 * {@link https://spark.apache.org/docs/latest/configuration.html Spark's settings}.
 *
 * @example
 * ```ts
 * await spark.conf.set("spark.sql.shuffle.partitions", 8);
 * const zone = await spark.conf.get("spark.sql.session.timeZone");
 * ```
 */
export class RuntimeConf {
  readonly #config: ConfigPort;

  /** @internal */
  constructor(config: ConfigPort) {
    this.#config = config;
  }

  /**
   * The value of a setting.
   *
   * @param key such as `spark.sql.session.timeZone`
   * @param fallback what to give when the setting has no value
   * @throws SparkError when it has none and no `fallback` is given
   */
  get(key: string, fallback?: string): Promise<string> {
    return fallback === undefined ? this.#config.get(key) : this.#config.getWithDefault(key, fallback);
  }

  /** The value of a setting, or undefined when it has none. */
  getOption(key: string): Promise<string | undefined> {
    return this.#config.getOption(key);
  }

  /** All settings that have a value, or those whose key begins with `prefix`. */
  getAll(prefix?: string): Promise<Readonly<Record<string, string>>> {
    return this.#config.getAll(prefix);
  }

  /**
   * Gives a setting a value, for this session.
   *
   * @throws ArgumentError for a value that has no text; SparkError when the server refuses
   */
  async set(key: string, value: OptionValue): Promise<void> {
    await this.#config.set({ [key]: optionText(key, value) });
  }

  /** Takes the value of a setting away: its default holds again. */
  unset(key: string): Promise<void> {
    return this.#config.unset(key);
  }

  /** Whether a session may change it; settings of the server itself it may not. */
  isModifiable(key: string): Promise<boolean> {
    return this.#config.isModifiable(key);
  }
}
