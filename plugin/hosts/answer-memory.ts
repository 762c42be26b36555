import { cachedFile, digest, readCached, writeCached } from "./cached-file.js";
import { type DiskAnswers, type DiskRecord, stillSays } from "./disk-record.js";
import type { Finding } from "./finding.js";

/** What a check found, as far as it does not depend on who asks. */
export interface Answer {
  readonly findings: readonly Finding[];
  readonly queries: number;
  /** The files that were checked, none of a library, in the order of the program. */
  readonly files: readonly string[];
  readonly version: string;
}

interface Kept {
  /** What was asked, but for the disk. */
  readonly of: string;
  readonly disk: DiskAnswers;
  readonly answer: Answer;
}

/** The answer of the last check of each project, taken while everything is as it was. */
export interface AnswerMemory {
  /** @param of all that the answer depends on beside the disk */
  find(configFile: string, of: string): Answer | undefined;
  keep(configFile: string, of: string, answer: Answer, record: DiskRecord): Promise<void>;
}

/**
 * What earlier checks answered. Undefined where there is no place to keep that.
 *
 * @param root the folder of the settings
 */
export function answerMemory(root: string): AnswerMemory | undefined {
  const pathOf = (configFile: string): string | undefined =>
    cachedFile(root, `answer-${digest(configFile).slice(0, 8)}.json`);
  if (pathOf(root) === undefined) return undefined;
  return {
    find(configFile, of) {
      // A file that somebody else wrote may hold anything.
      try {
        const kept = readCached(pathOf(configFile)!) as Kept;
        return kept.of === digest(of) && stillSays(kept.disk) ? kept.answer : undefined;
      } catch {
        return undefined;
      }
    },
    async keep(configFile, of, answer, record) {
      const disk = record.answers();
      if (disk === undefined) return;
      const kept: Kept = { of: digest(of), disk, answer };
      await writeCached(pathOf(configFile)!, kept);
    },
  };
}
