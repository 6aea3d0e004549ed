import path from 'node:path';
import type { AstroIntegration } from 'astro';
import type { MdastPluginInstance } from 'satteri';
import { loadGlossary } from '#course/load/load-glossary.ts';
import { termFinder } from '#course/prose/find-terms.ts';

/** In these a text runs on; a heading, a link or a summary has a purpose of its own. */
const RUNNING = ['paragraph', 'list', 'listItem', 'blockquote', 'emphasis', 'root', 'mdxJsxFlowElement'];
const CLOSED = ['summary', 'Term', 'a', 'button'];

/** Wraps a chapter's first use of each term of content/glossary.yaml in the Term component. */
export function glossaryTerms(): AstroIntegration {
  return {
    name: 'glossary-terms',
    hooks: {
      'astro:config:setup': async ({ config, addWatchFile }) => {
        const content = path.resolve('content');
        const { terms } = await loadGlossary(content);
        addWatchFile(path.join(content, 'glossary.yaml'));
        const options = config.markdown.processor?.options as { mdastPlugins?: unknown[] } | undefined;
        options?.mdastPlugins?.push(() => markTerms(termFinder(terms)));
      },
    },
  };
}

type Context = Parameters<NonNullable<MdastPluginInstance['text']>>[1];
type Node = NonNullable<ReturnType<Context['parent']>>;

function markTerms(finder: ReturnType<typeof termFinder>) {
  return {
    name: 'glossary-terms',
    text: ((node, context) => {
      const around = ancestors(node, context);
      // Where the author sets a term in bold, the sentence says what it means.
      if (around.some(({ type }) => type === 'strong')) return finder.pass(node.value);
      if (!around.every(runs)) return;
      const parts = finder.split(node.value);
      if (!parts.some(({ term }) => term)) return;
      context.replaceNode(
        node,
        parts.map(({ text, term }, index) => {
          const from = parts[index - 1]?.term ? stop(text).length : 0;
          if (!term) return { type: 'text' as const, value: text.slice(from) };
          const given = { id: term.id, stop: stop(parts[index + 1]?.text ?? '') };
          return {
            ...{ type: 'mdxJsxTextElement' as const, name: 'Term' },
            attributes: Object.entries(given).map(([name, value]) => ({
              ...{ type: 'mdxJsxAttribute' as const, name, value },
            })),
            children: [{ type: 'text' as const, value: text }],
          };
        }),
      );
    }) satisfies MdastPluginInstance['text'],
  };
}

/** What closes a text's first word: a browser may break a line after a term's button, and would begin the next with it. */
function stop(text: string): string {
  return /^[.,;:!?)”’]*/.exec(text)?.[0] ?? '';
}

function runs(node: Node): boolean {
  return RUNNING.includes(node.type) && !('name' in node && CLOSED.includes(String(node.name)));
}

function ancestors(node: Parameters<Context['parent']>[0], context: Context): Node[] {
  const found: Node[] = [];
  for (let at = context.parent(node); at; at = context.parent(at)) found.push(at);
  return found;
}
