// Prints files of the tests of Apache Spark, from Maven, as a JSON object: name to text. The argument is a pattern of
// names. A class file is printed as the texts in it, one after the other.
import { fetchJars } from "../generate/fetch.mjs";
import { artifacts } from "../generate/pins.mjs";
import { unzip } from "../generate/zip.mjs";

const wanted = new RegExp(process.argv[2] ?? "");
const [jar] = await fetchJars([artifacts.sqlTests]);
const texts = [...unzip(jar, (name) => wanted.test(name))].map(([name, content]) => [
  name,
  name.endsWith(".class") ? textsOf(content).join("\n") : content.toString(),
]);
process.stdout.write(JSON.stringify(Object.fromEntries(texts)));

/**
 * The constants of a class that are texts, in their order.
 *
 * @param {Buffer} content
 * @see https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4
 */
function textsOf(content) {
  const TEXT = 1;
  /** Bytes of the other constants, by tag; those of eight bytes count twice. */
  const sizes = {
    3: 5,
    4: 5,
    5: 9,
    6: 9,
    7: 3,
    8: 3,
    9: 5,
    10: 5,
    11: 5,
    12: 5,
    15: 4,
    16: 3,
    17: 5,
    18: 5,
    19: 3,
    20: 3,
  };
  const texts = [];
  const count = content.readUInt16BE(8);
  let at = 10;
  for (let i = 1; i < count; i++) {
    const tag = content[at];
    if (tag === TEXT) {
      const size = content.readUInt16BE(at + 1);
      texts.push(content.toString("utf8", at + 3, at + 3 + size));
      at += 3 + size;
      continue;
    }
    at += sizes[tag];
    if (sizes[tag] === 9) i++;
  }
  return texts;
}
