import type { Oracle } from "./spark.js";

/**
 * The queries in the server's own documentation of its functions, each once: `DESCRIBE FUNCTION EXTENDED`. The SET
 * statements between them would change how the session reads all others, so they are left out.
 */
export async function documentedExamples(oracle: Oracle): Promise<readonly string[]> {
  const functions = await oracle.rows("SHOW SYSTEM FUNCTIONS");
  const names = functions.map((row) => String(Object.values(row)[0])).filter((name) => name !== "_");
  const found: string[] = [];
  const queue = [...names];
  const work = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const described = await oracle.rows(`DESCRIBE FUNCTION EXTENDED \`${name}\``);
      const text = described.map((row) => String(Object.values(row)[0])).join("\n");
      for (const match of text.matchAll(/^\s*> (\S.*?);?\s*$/gm)) {
        if (match[1] && !/^SET\b/i.test(match[1])) found.push(match[1]);
      }
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return [...new Set(found)].sort();
}
