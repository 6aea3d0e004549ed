/** A section as it lies in the window at one moment. */
export interface SectionSight {
  id: string;
  words: number;
  /** Whether any of it is in view, and whether its end is. */
  inView: boolean;
  endInView: boolean;
}

/** Words in a second that nobody reads: whoever is faster leafs through. Quick readers take in five. */
const LEAFING = 12;

/**
 * Tells which sections were really read: the end was in view, and the section was for as long as a very fast reader
 * needs. `look` is called again and again with the milliseconds since the last look, and gives the ids that are read now
 * and were not before.
 */
export function followSections(): (sights: readonly SectionSight[], elapsed: number) => string[] {
  const seen = new Map<string, { time: number; end: boolean; read: boolean }>();
  return (sights, elapsed) =>
    sights.flatMap(({ id, words, inView, endInView }) => {
      if (!inView) return [];
      const section = seen.get(id) ?? { time: 0, end: false, read: false };
      seen.set(id, section);
      section.time += elapsed;
      section.end ||= endInView;
      if (section.read || !section.end || section.time < (words / LEAFING) * 1000) return [];
      section.read = true;
      return [id];
    });
}
