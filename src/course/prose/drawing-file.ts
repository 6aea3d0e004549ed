/** Which of a diagram's drawings: as its author wrote it, or turned for a narrow column. */
export type DrawingForm = 'wide' | 'narrow';

/** Where a drawing of the diagram with this title lies, from the folder of its chapter. */
export function drawingFile(title: string, form: DrawingForm = 'wide'): string {
  return `diagrams/${drawingId(title)}${form === 'narrow' ? '.narrow' : ''}.svg`;
}

/** The title as an id, for names of files and within a page. */
export function drawingId(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
