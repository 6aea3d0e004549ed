/** The colours that CSS tokens have now, as the browser computes them; for libraries that cannot read CSS variables. */
export function themeTokens<Name extends string>(names: readonly Name[]): Record<Name, string> {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const colours = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, toHex(getComputedStyle(probe).color)] as const;
  });
  probe.remove();
  return Object.fromEntries(colours) as Record<Name, string>;
}

/** `rgb(1, 2, 3)` as `#010203`; anything else as it came. */
export function toHex(colour: string): string {
  const numbers = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(colour)?.slice(1, 4);
  return numbers
    ? `#${numbers.map((number) => Number(number).toString(16).padStart(2, '0')).join('')}`
    : colour;
}
