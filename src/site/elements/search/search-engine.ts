import { atRoot } from '../page/site-root.ts';

/** A place on a page that a search found. */
export interface Found {
  title: string;
  url: string;
  /** Words around what was searched for, in which that is marked. */
  excerpt: { text: string; marked: boolean }[];
}

/** A page that a search found, with the places on it. */
export interface FoundPage {
  title: string;
  places: Found[];
}

/** Pages shown for one search; who does not find it among them types another word. */
const MOST_PAGES = 8;
/** Places shown of each page. */
const MOST_PLACES = 4;

/** What of Pagefind's own script is used; the build writes it into the site. */
interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>;
  search(words: string): Promise<{ results: { data(): Promise<PageData> }[] }>;
}

interface PageData {
  url: string;
  excerpt: string;
  meta: Record<string, string>;
  sub_results: PlaceData[];
}

interface PlaceData {
  title: string;
  url: string;
  excerpt: string;
  /** How much each word found there says, more where it is rarer. */
  weighted_locations: { balanced_score: number }[];
}

let engine: Promise<Pagefind> | undefined;

/** Searches the course; rejects where the index cannot be loaded. */
export async function search(words: string): Promise<FoundPage[]> {
  engine ??= loadEngine();
  const { search } = await engine.catch((error: unknown) => {
    // The next search tries again.
    engine = undefined;
    throw error;
  });
  const { results } = await search(words);
  const pages = await Promise.all(results.slice(0, MOST_PAGES).map((result) => result.data()));
  return pages.map((page) => pageOf(page, words));
}

async function loadEngine(): Promise<Pagefind> {
  const address = atRoot('/pagefind/pagefind.js');
  const loaded = (await import(/* @vite-ignore */ address)) as Pagefind;
  await loaded.options({ baseUrl: new URL(atRoot('/')).pathname, excerptLength: 18 });
  return loaded;
}

function pageOf({ url, excerpt, meta, sub_results: places }: PageData, words: string): FoundPage {
  const title = meta['title'] ?? url;
  const found = places.length > 0 ? rank(places, words) : [{ title, url, excerpt }];
  return {
    title,
    places: found
      .slice(0, MOST_PLACES)
      .map((place) => ({ title: place.title, url: place.url, excerpt: partsOf(place.excerpt) })),
  };
}

/** Pagefind gives the places of a page in their order there; readers want the best first. */
export function rank<Place extends Pick<PlaceData, 'title' | 'weighted_locations'>>(
  places: readonly Place[],
  words: string,
): Place[] {
  const wanted = words.toLowerCase().split(/\W+/).filter(Boolean);
  const inTitle = ({ title }: Place) => {
    const there = title.toLowerCase();
    return wanted.filter((word) => there.includes(word)).length;
  };
  const weight = ({ weighted_locations: locations }: Place) =>
    locations.reduce((sum, { balanced_score: score }) => sum + score, 0);
  return places.toSorted((a, b) => inTitle(b) - inTitle(a) || weight(b) - weight(a));
}

/** Pagefind's excerpt is HTML whose only element is `mark`. */
export function partsOf(excerpt: string): Found['excerpt'] {
  return excerpt
    .split(/(<mark>.*?<\/mark>)/)
    .filter((part) => part !== '')
    .map((part) => ({
      text: plain(part.replace(/^<mark>|<\/mark>$/g, '')),
      marked: part.startsWith('<mark>'),
    }));
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

function plain(html: string): string {
  return html.replace(/&(#?\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}
