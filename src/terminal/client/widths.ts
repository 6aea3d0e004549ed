/** How an xterm Terminal, in the browser or headless, takes a table of widths; see its typings, `IUnicodeHandling`. */
interface WidthHandling {
  unicode: { register(provider: WidthProvider): void; activeVersion: string };
}

/** A table of widths, as xterm asks it. */
interface WidthProvider {
  readonly version: string;
  wcwidth(codepoint: number): 0 | 1 | 2;
  charProperties(codepoint: number, preceding: number): number;
}

/** The class of @xterm/addon-unicode11, which Node and a bundler import in different ways. */
type TableAddon = new () => { activate(terminal: never): void };

const NAME = 'spanwise';

/** Emoji younger than Unicode 11, first and last of each run: a shell's C library gives them two columns. */
const YOUNGER: readonly (readonly [number, number])[] = [
  [0x1f6d6, 0x1f6d7],
  [0x1f6dc, 0x1f6df],
  [0x1f6fb, 0x1f6fc],
  [0x1f7f0, 0x1f7f0],
  [0x1f90c, 0x1f90c],
  [0x1f972, 0x1f972],
  [0x1f977, 0x1f979],
  [0x1f9a3, 0x1f9a4],
  [0x1f9ab, 0x1f9ad],
  [0x1f9cb, 0x1f9cc],
  [0x1fa70, 0x1faff],
];

/**
 * Counts columns as a shell does, so that the line shown is the line typed: xterm's own table is of Unicode 6
 * and draws most emoji narrow. Page and server have to use the same, or a snapshot shifts what it restores.
 */
export function countLikeShells(terminal: WidthHandling, Table: TableAddon): void {
  new Table().activate({
    unicode: { register: (table: WidthProvider) => terminal.unicode.register(withYounger(table)) },
  } as never);
  terminal.unicode.activeVersion = NAME;
}

function withYounger(table: WidthProvider): WidthProvider {
  // The table's own `charProperties` asks `this.wcwidth`, and so hears of the younger ones too.
  return Object.assign(Object.create(table) as WidthProvider, {
    version: NAME,
    wcwidth: (codepoint: number) =>
      codepoint >= YOUNGER[0]![0] && YOUNGER.some(([first, last]) => codepoint >= first && codepoint <= last)
        ? 2
        : table.wcwidth(codepoint),
  });
}
