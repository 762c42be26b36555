import { readdirSync, realpathSync, statSync } from "node:fs";
import { digest } from "./cached-file.js";
import { readText } from "./disk.js";

/** The names in a folder, as TypeScript tells files and folders apart: a link is what it leads to. */
export interface Entries {
  readonly files: readonly string[];
  readonly directories: readonly string[];
}

/** What may be asked about a path, each with a short answer; null for what is not there. Cheap ones come first. */
const questions = {
  isFile: (path: string) => flag(statSync(path, { throwIfNoEntry: false })?.isFile()),
  isFolder: (path: string) => flag(statSync(path, { throwIfNoEntry: false })?.isDirectory()),
  realPath: (path: string) => realpathSync.native(path),
  entries: (path: string) => digestOf(entriesOf(path)),
  text: (path: string) => digestOrNull(readText(path)),
} as const;

export type Question = keyof typeof questions;
const inOrder = Object.keys(questions) as readonly Question[];

/** What was asked, with the answers, cheap questions first. */
export type DiskAnswers = readonly (readonly [question: Question, path: string, answer: string | null])[];

/**
 * All that a check asked of the disk, and what it was told first: while every answer is the same, so is what the check
 * finds. That something was not there counts as well, for a file that appears there may be the one that is meant.
 */
export class DiskRecord {
  readonly #answers = Object.fromEntries(inOrder.map((question) => [question, new Map()])) as {
    readonly [Q in Question]: Map<string, string | null>;
  };
  #isWhole = true;

  /** Asks now, for somebody who is about to ask the same: a change in between is then one from what is noted. */
  ask(question: Question, path: string): void {
    if (!this.#answers[question].has(path)) this.#note(question, path, answerOf(question, path));
  }

  text(path: string, text: string | undefined): string | undefined {
    if (!this.#answers.text.has(path)) this.#note("text", path, digestOrNull(text));
    return text;
  }

  isFile(path: string, is: boolean): boolean {
    this.#note("isFile", path, flag(is));
    return is;
  }

  isFolder(path: string, is: boolean): boolean {
    this.#note("isFolder", path, flag(is));
    return is;
  }

  entries(path: string): Entries {
    const found = entriesOf(path);
    this.#note("entries", path, digestOf(found));
    return found;
  }

  /** Something was asked that cannot be noted. */
  giveUp(): void {
    this.#isWhole = false;
  }

  /** Undefined where not all is noted. */
  answers(): DiskAnswers | undefined {
    if (!this.#isWhole) return undefined;
    return inOrder.flatMap((question) =>
      [...this.#answers[question]].map(([path, answer]) => [question, path, answer] as const),
    );
  }

  #note(question: Question, path: string, answer: string | null): void {
    if (!this.#answers[question].has(path)) this.#answers[question].set(path, answer);
  }
}

/** Whether the disk still says all that. */
export function stillSays(answers: DiskAnswers): boolean {
  return answers.every(([question, path, answer]) => answerOf(question, path) === answer);
}

function answerOf(question: Question, path: string): string | null {
  try {
    return questions[question](path);
  } catch {
    return null;
  }
}

function flag(is: boolean | undefined): string | null {
  return is === true ? "" : null;
}

function digestOrNull(text: string | undefined): string | null {
  return text === undefined ? null : digest(text);
}

/** The files that may be in a program; any other, a log for instance, may come and go. */
const mayBeRead = /\.(?:[cm]?[jt]sx?|json)$/i;

function digestOf({ files, directories }: Entries): string {
  return digest(JSON.stringify([files.filter((name) => mayBeRead.test(name)), directories]));
}

function entriesOf(path: string): Entries {
  const files: string[] = [];
  const directories: string[] = [];
  try {
    for (const entry of readdirSync(path === "" ? "." : path, { withFileTypes: true })) {
      const to = entry.isSymbolicLink() ? statSync(`${path}/${entry.name}`, { throwIfNoEntry: false }) : entry;
      if (to?.isFile() === true) files.push(entry.name);
      else if (to?.isDirectory() === true) directories.push(entry.name);
    }
  } catch {
    // One that nobody may list is empty, as it is to TypeScript.
  }
  return { files: files.sort(), directories: directories.sort() };
}
