import { expect, test } from 'vitest';
import { serviceColours } from '#site/elements/terminal/terminal-theme.ts';
import { PARTS } from '#system/parts.ts';
import { terminalColour } from '#system/terminal-colour.ts';

test('a service has the colour of the page in the terminal too, in either theme', () => {
  for (const service of ['storefront', 'catalog', 'orders', 'payments-worker'] as const) {
    expect(serviceColours('light')[terminalColour(service)]).toBe(PARTS[service].colour.light);
    expect(serviceColours('dark')[terminalColour(service)]).toBe(PARTS[service].colour.dark);
  }
});
