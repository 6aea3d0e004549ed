import type { Runtime } from './runtime.ts';

/**
 * A runtime that does what `overrides` says and for everything else what `base` does. It inherits from `base` and copies
 * nothing: a method that is added to Runtime reaches `base` by itself, and a property that changes, such as the name of a
 * runtime that can become another one, is read anew each time.
 */
export function wrapRuntime<R extends Runtime>(base: R, overrides: Partial<Runtime>): R {
  return Object.create(base, Object.getOwnPropertyDescriptors(overrides)) as R;
}
