import type { Size } from '../sizing.ts';

/** The size that a terminal's place has in the page, and what the server knows of it. */
export interface PlaceSize {
  /** Takes a new size, and tells the server where it listens. */
  take(size: Size, listens: boolean): void;
  /** The size that goes with the request to attach. */
  forAttach(): Size;
  /** The server listens now. The place may have changed while its answer was on its way. */
  attached(): void;
}

/** Follows the size of a place; `tell` sends it to the server. */
export function createPlaceSize({ cols, rows }: Size, tell: (size: Size) => void): PlaceSize {
  let size = { cols, rows };
  let told = size;
  const send = () => {
    told = size;
    tell(size);
  };
  return {
    take(next, listens) {
      size = next;
      if (listens) send();
    },
    forAttach() {
      told = size;
      return size;
    },
    attached() {
      if (told.cols !== size.cols || told.rows !== size.rows) send();
    },
  };
}
