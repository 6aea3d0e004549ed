import type { Colour } from './paint.ts';

const COLOURS: Readonly<Record<string, Colour>> = {
  storefront: 'cyan',
  catalog: 'yellow',
  orders: 'magenta',
  'payments-worker': 'green',
};

/** Every service keeps one colour wherever it is named. */
export function serviceColour(service: string): Colour {
  return COLOURS[service] ?? 'blue';
}
