/** Size of a terminal in characters. */
export interface Size {
  cols: number;
  rows: number;
}

/** Milliseconds between two sizes that are applied: programs draw their whole screen anew for each. */
const DEBOUNCE = 50;

/** Brings a wish for a size into the bounds of a terminal; undefined when it is not a size. */
export function clampSize(wish: Size): Size | undefined {
  if (!Number.isFinite(wish.cols) || !Number.isFinite(wish.rows)) return undefined;
  return { cols: clamp(wish.cols, 2, 500), rows: clamp(wish.rows, 1, 200) };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, Math.trunc(value)));
}

/** Applies a wish at once, and the newest of many at most every 50 ms, only when it changes something. */
export function createSizing(
  first: Size,
  apply: (size: Size) => void,
): { readonly size: Size; set(size: Size): void; stop(): void } {
  let size = first;
  let wanted = first;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function change(): void {
    if (wanted.cols === size.cols && wanted.rows === size.rows) return;
    size = wanted;
    timer = setTimeout(() => {
      timer = undefined;
      change();
    }, DEBOUNCE);
    apply(size);
  }

  return {
    get size() {
      return size;
    },
    set(wish) {
      wanted = wish;
      if (!timer) change();
    },
    stop: () => clearTimeout(timer),
  };
}
