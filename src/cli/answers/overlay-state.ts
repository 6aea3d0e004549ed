import type { Overlay } from './overlays.ts';

/** Whether an overlay was made from the version that the replaced file has now. */
export type OverlayState = 'current' | 'stale' | 'unrecorded' | 'torn' | 'replaces nothing';

/** What has to be done about an overlay, if anything; marks of a merge come before all else. */
export function stateOf({ torn, now, madeFrom }: Overlay): OverlayState {
  if (torn) return 'torn';
  if (!now) return 'replaces nothing';
  if (!madeFrom) return 'unrecorded';
  return madeFrom === now ? 'current' : 'stale';
}
