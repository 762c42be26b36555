import { expect, it, vi } from "vitest";
import { TableBuilder } from "../../../src/arrow/index.js";

it("tells that apache-arrow cannot be loaded to who asks for the table, and to nobody before", async () => {
  vi.doMock("apache-arrow", () => {
    throw new TypeError("not installed");
  });
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  const builder = new TableBuilder();
  // A rejection that nobody handles is told at the end of its turn.
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(unhandled).not.toHaveBeenCalled();
  await expect(builder.finish()).rejects.toThrow();
  process.off("unhandledRejection", unhandled);
});
