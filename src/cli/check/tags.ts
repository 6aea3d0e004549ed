import type { ChapterFolder } from './course-tree.ts';
import { lineAt } from './line-of.ts';
import { proseOf } from './markdown.ts';

/** A component as a chapter uses it. */
export interface Tag {
  name: string;
  attributes: Record<string, string>;
  line: number;
}

/** Every use of the named components in a chapter whose attributes are plain texts. */
export function tagsOf({ text }: ChapterFolder, ...names: string[]): Tag[] {
  const tag = new RegExp(`<(${names.join('|')})\\s((?:[^"'>]|"[^"]*"|'[^']*')*?)/?>`, 'g');
  return [...proseOf(text).matchAll(tag)].map((match) => ({
    name: match[1]!,
    attributes: Object.fromEntries(
      [...match[2]!.matchAll(/([\w-]+)=(?:"([^"]*)"|'([^']*)')/g)].map(([, key, double, single]) => [
        key,
        double ?? single ?? '',
      ]),
    ),
    line: lineAt(text, match.index),
  }));
}
