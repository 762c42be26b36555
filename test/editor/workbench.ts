import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";

/** A window of VS Code, used as a person does: keys in, labels and colours out. */
export class Workbench {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, port: number, folder: string, file: string): Promise<Workbench> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    // Quick Open does nothing in the first seconds of a window: the address names the file.
    const open = ["openFile", `vscode-remote://127.0.0.1:${port}${folder}/${file}`];
    const query = new URLSearchParams({ folder, payload: JSON.stringify([open]) });
    await page.goto(`http://127.0.0.1:${port}/?${query}`, { waitUntil: "domcontentloaded" });
    await page.waitForSelector(".monaco-editor .view-line", { timeout: 90_000 });
    return new Workbench(page);
  }

  /** Waits until the editor underlines that many errors. */
  async errors(atLeast: number): Promise<void> {
    await this.page
      .locator(".squiggly-error")
      .nth(atLeast - 1)
      .waitFor({ timeout: 120_000 });
  }

  /** Puts the cursor at a line and column, counted from 1. */
  async goto(line: number, column: number): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.page.keyboard.press("Control+G");
    await this.page.waitForSelector(".quick-input-widget input");
    await this.page.keyboard.type(`${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.page.waitForSelector(".quick-input-widget", { state: "hidden" });
  }

  /** The text of the hover at a place. */
  async hover(line: number, column: number): Promise<string> {
    await this.goto(line, column);
    await this.page.keyboard.press("Control+K");
    await this.page.keyboard.press("Control+I");
    const box = this.page.locator(".monaco-hover:visible");
    await box.first().waitFor({ timeout: 20_000 });
    let text = "";
    for (let i = 0; i < 40; i++) {
      text = (await box.allInnerTexts()).join("\n");
      if (text.trim() !== "" && !/Loading/.test(text)) break;
      await this.page.waitForTimeout(150);
    }
    return text.replaceAll("\u00a0", " ");
  }

  /** The labels of what is offered at a place. */
  async complete(line: number, column: number): Promise<string[]> {
    await this.goto(line, column);
    await this.page.keyboard.press("Control+Space");
    const rows = this.page.locator(".suggest-widget:visible .monaco-list-row");
    await rows.first().waitFor({ timeout: 20_000 });
    const labels = await rows.evaluateAll((all) => all.map((row) => row.getAttribute("aria-label") ?? ""));
    return labels;
  }

  /** Types over the text at a place. */
  async replace(line: number, column: number, length: number, text: string): Promise<void> {
    await this.goto(line, column);
    for (let i = 0; i < length; i++) await this.page.keyboard.press("Shift+ArrowRight");
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press("Escape");
  }

  /** What the panel of problems lists. */
  async problems(): Promise<string[]> {
    await this.page.keyboard.press("Escape");
    await this.page.keyboard.press("Control+Shift+M");
    const rows = this.page.locator(".markers-panel-container .monaco-list-row");
    await rows.first().waitFor({ timeout: 20_000 });
    const found = await rows.evaluateAll((all) => all.map((row) => row.getAttribute("aria-label") ?? ""));
    await this.page.keyboard.press("Control+Shift+M");
    await this.page.keyboard.press("Control+1");
    return found;
  }

  /** The names of the file's outline. */
  async outline(): Promise<string[]> {
    await this.page.keyboard.press("Escape");
    await this.page.keyboard.press("Control+Shift+O");
    const rows = this.page.locator(".quick-input-list .monaco-list-row");
    await rows.first().waitFor({ timeout: 20_000 });
    const found = await rows.evaluateAll((all) => all.map((row) => row.getAttribute("aria-label") ?? ""));
    await this.page.keyboard.press("Escape");
    return found.map((label) => label.split(" (")[0]!);
  }

  /** The colour of the piece of a line, counted from 1, whose text begins so. */
  async colour(line: number, piece: string): Promise<string> {
    // Lines stand in the page in no order; where each is drawn tells which it is.
    const spans = await this.page.evaluate<readonly (readonly [text: string, colour: string])[]>(`
      [...document.querySelectorAll(".view-lines .view-line")]
        .sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top))
        .slice(${line - 1}, ${line})
        .flatMap((one) => [...one.querySelectorAll("span > span")])
        .map((span) => [span.textContent, getComputedStyle(span).color])`);
    const found = spans.find(([text]) => text.replaceAll("\u00a0", " ").trimStart().startsWith(piece));
    return found?.[1] ?? `no ${piece} in ${spans.map(([text]) => text).join("|")}`;
  }

  /** What the entry of the language in the status bar says. */
  async languageStatus(): Promise<string> {
    const entry = this.page.locator('[id="status.languageStatus"]');
    await entry.waitFor({ timeout: 20_000 });
    await entry.hover();
    const box = this.page.locator(".monaco-hover:visible");
    await box.first().waitFor({ timeout: 20_000 });
    const text = (await box.allInnerTexts()).join("\n");
    await this.page.keyboard.press("Escape");
    return text;
  }

  /** Runs a command by its title. */
  async run(title: string): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.page.keyboard.press("F1");
    await this.page.waitForSelector(".quick-input-widget input");
    await this.page.keyboard.type(title);
    await this.page
      .locator(".quick-input-list .monaco-list-row.focused", { hasText: title })
      .waitFor({ timeout: 20_000 });
    await this.page.keyboard.press("Enter");
  }

  async shot(folder: string, name: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }
}
