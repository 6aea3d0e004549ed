import type { ILink, ILinkHandler, ILinkProvider, Terminal } from '@xterm/xterm';
import { html } from 'lit-html';
import { type FoundLink, fileMeant, findLinks } from '#terminal/client/find-links.ts';
import { type Cell, joinRows } from '#terminal/client/line-text.ts';
import { linkTarget } from '#terminal/client/link-target.ts';
import { askQuestion } from '../page/ask-question.ts';
import { openInEditor } from '../server/bench-signals.ts';
import { labNow } from '../server/lab-store.ts';

/** Where links are told of, and which lab's files are meant. */
export interface LinkPlace {
  lab: string;
  mac: boolean;
  /** Says what following does while the mouse is over a link; nothing when it has gone. */
  tell(words: string | undefined): void;
}

/** Rows of one wrapped line that are looked at, each way: a screen and more. */
const FAR = 60;

/** Links a program makes itself (OSC 8): their text may be another than their target, so the target is always asked for. */
export function programLinks(place: LinkPlace): ILinkHandler {
  return {
    activate(event, address) {
      const target = linkTarget(address);
      if (target && isMeant(event, place)) void openAddress(target, true);
    },
    hover: (_event, address) => {
      const target = linkTarget(address);
      if (target) place.tell(`${follow(place)}: ${target}`);
    },
    leave: () => place.tell(undefined),
  };
}

/** Finds printed addresses, and places in the lab's files, in the lines under the mouse. */
export function printedLinks(terminal: Terminal, place: LinkPlace): ILinkProvider {
  return {
    provideLinks(bufferRow, callback) {
      const { line, top } = lineAround(terminal, bufferRow - 1);
      const links = findLinks(line.text).flatMap((found): ILink[] => {
        const target = targetOf(found, place);
        if (!target) return [];
        const { first, last } = line.cells(found.start, found.end);
        return [
          {
            text: line.text.slice(found.start, found.end),
            range: {
              start: { x: first.column + 1, y: top + first.row + 1 },
              end: { x: last.column + 1, y: top + last.row + 1 },
            },
            activate: (event) => isMeant(event, place) && target.go(),
            hover: () => place.tell(`${follow(place)}: ${target.words}`),
            leave: () => place.tell(undefined),
          },
        ];
      });
      callback(links.length > 0 ? links : undefined);
    },
  };
}

/** A plain click selects text; with the key beside it, it follows. */
function isMeant(event: MouseEvent, { mac }: LinkPlace): boolean {
  return mac ? event.metaKey : event.ctrlKey;
}

function follow({ mac }: LinkPlace): string {
  return mac ? '⌘ click' : 'Ctrl+click';
}

function targetOf(found: FoundLink, { lab }: LinkPlace): { words: string; go: () => void } | undefined {
  if (found.kind === 'address') {
    const { address } = found;
    return { words: address, go: () => void openAddress(address, !isLoopback(address)) };
  }
  const known = labNow(lab);
  const path =
    known &&
    fileMeant(
      found.path,
      known.files.map((file) => file.path),
      known.workspace,
    );
  if (!path) return undefined;
  const { line, column } = found;
  return {
    words: `${path} at line ${line}, in the editor`,
    go: () => openInEditor({ lab, path, line, ...(column !== undefined && { column }) }, true),
  };
}

function isLoopback(address: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname);
}

async function openAddress(target: string, ask: boolean): Promise<void> {
  const body = html`<p>Something printed it in the terminal. It leads out of the course:</p><p><code>${target}</code></p>`;
  const yes = !ask || (await askQuestion({ title: 'Open this address?', body, confirm: 'Open it' }));
  if (yes) open(target, '_blank', 'noopener,noreferrer');
}

/** The whole line that a row of the buffer is part of, and the row it begins with. */
function lineAround(terminal: Terminal, row: number) {
  const buffer = terminal.buffer.active;
  const isWrapped = (at: number) => buffer.getLine(at)?.isWrapped === true;
  let top = row;
  while (top > 0 && row - top < FAR && isWrapped(top)) top--;
  let end = row + 1;
  while (end - row < FAR && isWrapped(end)) end++;
  const rows: Cell[][] = [];
  for (let at = top; at < end; at++) rows.push(cellsOf(terminal, at));
  return { line: joinRows(rows), top };
}

function cellsOf(terminal: Terminal, row: number): Cell[] {
  const line = terminal.buffer.active.getLine(row);
  const cells: Cell[] = [];
  for (let column = 0; line && column < terminal.cols; column++) {
    const cell = line.getCell(column);
    if (cell) cells.push({ chars: cell.getChars(), width: cell.getWidth() });
  }
  return cells;
}
