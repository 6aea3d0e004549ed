import type { OptionalPart } from '#system/part-names.ts';
import type { Api } from '../cluster/api.ts';
import type { BuiltImage } from '../images/built-images.ts';
import type { BookstoreValues, Install } from './charts.ts';

interface Wanted {
  images: () => BuiltImage[];
  /** The optional parts: those that the bench runs, and those of them that can be had, with their images. */
  optional: {
    chosen(): readonly OptionalPart[];
    switchedOn(api: Api, signal: AbortSignal): Promise<Map<OptionalPart, string>>;
  };
  collectorFiles: () => readonly string[];
  variables: () => BookstoreValues['variables'];
}

/** Says what the charts are told; each thing is asked for when a chart is installed. */
export function installOf({ images, optional, collectorFiles, variables }: Wanted): Install {
  const scraped = () => optional.chosen().includes('prometheus');
  return ({ charts, connection }, chart, signal) => {
    if (chart === 'bookstore')
      return charts.bookstore(
        () => ({ images: images(), variables: variables(), scraped: scraped() }),
        signal,
      );
    const wanted = async () => ({
      images: images(),
      optional: await optional.switchedOn(connection.api, signal),
      collectorFiles: collectorFiles(),
      scraped: scraped(),
    });
    return charts.tracing(wanted, signal);
  };
}
