import type { AstroIntegration } from 'astro';
import { requireDescription } from '#course/prose/require-description.ts';

/** Turns ```mermaid fences of chapters into the Diagram component and fails the build where one has no accessible text. */
export function courseDiagrams(): AstroIntegration {
  return {
    name: 'course-diagrams',
    hooks: {
      'astro:config:setup': ({ config }) => {
        const options = config.markdown.processor?.options as { mdastPlugins?: unknown[] } | undefined;
        if (!options?.mdastPlugins) {
          throw new Error(
            'Diagrams need the Sätteri Markdown processor, and astro.config.mjs uses another one: remove `markdown.processor` there.',
          );
        }
        options.mdastPlugins.push(diagramFences);
      },
    },
  };
}

interface Fence {
  lang?: string | null;
  value: string;
  position?: { start: { line: number } };
}

interface FenceContext {
  fileURL: URL | undefined;
  replaceNode(node: Fence, replacement: unknown): void;
}

const diagramFences = {
  name: 'diagram-fences',
  code(node: Fence, context: FenceContext) {
    if (node.lang !== 'mermaid') return;
    const place = `${context.fileURL?.pathname ?? 'a chapter'}, the fence at line ${node.position?.start.line ?? '?'} of its text`;
    requireDescription(node.value, place);
    context.replaceNode(node, {
      type: 'mdxJsxFlowElement',
      name: 'Diagram',
      attributes: [{ type: 'mdxJsxAttribute', name: 'code', value: node.value }],
      children: [],
    });
  },
};
