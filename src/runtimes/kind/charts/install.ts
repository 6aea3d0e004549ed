import type { BuiltImage } from '../images/built-images.ts';
import type { OptionalParts } from '../optional-parts.ts';
import type { KindSession } from '../session.ts';

/** Installs a chart again, which makes what was deleted and takes up what is wanted now. */
export type Install = (
  session: KindSession,
  chart: 'tracing' | 'bookstore',
  signal: AbortSignal,
) => Promise<void>;

interface Wanted {
  images: () => BuiltImage[];
  optional: Pick<OptionalParts, 'chosen' | 'switchedOn'>;
  collectorFiles: () => readonly string[];
}

/** Says what the charts are told; each thing is asked for when a chart is installed. */
export function installOf({ images, optional, collectorFiles }: Wanted): Install {
  const scraped = () => optional.chosen().includes('prometheus');
  return ({ charts, connection }, chart, signal) => {
    if (chart === 'bookstore')
      return charts.bookstore(() => ({ images: images(), scraped: scraped() }), signal);
    const wanted = async () => ({
      images: images(),
      optional: await optional.switchedOn(connection.api, signal),
      collectorFiles: collectorFiles(),
      scraped: scraped(),
    });
    return charts.tracing(wanted, signal);
  };
}
