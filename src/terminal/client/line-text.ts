/** A cell of a terminal's screen: its character, none for the second half of a wide one, and its columns. */
export interface Cell {
  chars: string;
  width: number;
}

/** A place on the screen, counted from 0: `row` within the rows given. */
export interface Spot {
  row: number;
  column: number;
}

/** Rows of the screen that are one line of text, with the place of each of its UTF-16 units. */
export interface LineText {
  text: string;
  /** First and last cell of a piece of the text; the last includes the second half of a wide character. */
  cells(start: number, end: number): { first: Spot; last: Spot };
}

/** Joins the rows of a wrapped line. */
export function joinRows(rows: readonly (readonly Cell[])[]): LineText {
  let text = '';
  const spots: (Spot & { width: number })[] = [];
  for (const [row, cells] of rows.entries()) {
    for (const [column, { chars, width }] of cells.entries()) {
      if (width === 0) continue;
      // A wide character that did not fit leaves the last cell empty and goes on in the next row.
      const next = rows[row + 1]?.[0];
      if (chars === '' && column === cells.length - 1 && next?.width === 2) continue;
      const shown = chars || ' ';
      text += shown;
      for (let unit = 0; unit < shown.length; unit++) spots.push({ row, column, width });
    }
  }
  return {
    text,
    cells(start, end) {
      const [first, last] = [spots[start]!, spots[end - 1]!];
      return {
        first: { row: first.row, column: first.column },
        last: { row: last.row, column: last.column + last.width - 1 },
      };
    },
  };
}
