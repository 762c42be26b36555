import { describe, expect, it } from "vitest";
import { schemas } from "./fixture.js";
import { giants, textOf } from "./giants.js";
import { expectSound, expectSoundEditing } from "./sound.js";

/** Depths that Spark 4.2.0 takes with the stack it has by default are analysed; those that it gives up on may be refused. */
describe("texts of any size and depth", () => {
  it.each(giants)("$name", (giant) => {
    const { columns, diagnostics } = expectSound(textOf(giant), { schemas });
    const [first] = diagnostics;
    expect({ columns: giant.says ? undefined : columns?.length, says: first?.errorClass }).toEqual({
      columns: giant.columns,
      says: giant.says,
    });
    if (giant.says === "FAILED_TO_PARSE_TOO_COMPLEX") expect(first?.severity).toBe("information");
  });

  it.each(giants.filter((giant) => textOf(giant).length < 20_000))("editing in $name", (giant) => {
    const text = textOf(giant);
    for (const offset of [0, Math.floor(text.length / 2), text.length]) expectSoundEditing(text, offset, { schemas });
  });
});
