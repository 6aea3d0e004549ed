/** The greatest length among any number of things, as `lengthOf` measures them; 0 where there is none. */
export function longest<Thing>(things: readonly Thing[], lengthOf: (thing: Thing) => number): number {
  return things.reduce((most, thing) => Math.max(most, lengthOf(thing)), 0);
}
