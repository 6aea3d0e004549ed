import { html, render, type TemplateResult } from 'lit-html';
import { type ChapterState, chapterState } from './chapter-state.ts';
import { type ChapterOutline, courseOutline } from './course-outline.ts';
import { onCourseProgress } from './course-progress.ts';

/** The end of a chapter: what of it is done, what is left, each with the way there. */
class ChapterEnd extends HTMLElement {
  #stop = new AbortController();

  connectedCallback(): void {
    this.#stop = new AbortController();
    const outline = courseOutline();
    const chapter = outline.find(({ slug }) => slug === this.dataset['chapter']);
    if (!chapter) return;
    onCourseProgress(({ reading, labs }) => {
      const state = chapterState(chapter, reading[chapter.slug] ?? { sections: [], quiz: {} }, labs?.labs);
      render(endView(chapter, state), this);
    }, this.#stop.signal);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }
}
customElements.define('chapter-end', ChapterEnd);

/** What is said at the end of a chapter. */
export function endView(chapter: ChapterOutline, state: ChapterState): TemplateResult {
  const unknown = chapter.labs.filter(({ id }) => !state.labs.some((lab) => lab.id === id));
  return html`<h2>${state.done ? 'This chapter is done' : 'Done, and still to do'}</h2>
    <ul class="done-list">
      ${row(state.sections.left.length === 0, sectionsView(state.sections))}
      ${row(state.quiz.right === state.quiz.all, quizView(state.quiz))}
      ${state.labs.map((lab) => row(lab.left.length === 0, labView(lab)))}
      ${unknown.map(({ title }) => row(false, html`Lab “${title}”: its progress is kept by the bench, and none is running here.`))}
    </ul>`;
}

function row(done: boolean, content: TemplateResult): TemplateResult {
  return html`<li data-done="${done}"><span class="visually-hidden">${done ? 'Done:' : 'Left:'}</span> ${content}</li>`;
}

function sectionsView({ all, read, left }: ChapterState['sections']): TemplateResult {
  if (left.length === 0) return html`All ${all} sections are read.`;
  const links = left.map(({ id, text }, index) => html`${index > 0 ? ', ' : ''}<a href="#${id}">${text}</a>`);
  return html`${read} of ${all} sections are read. Left: ${links}.`;
}

function quizView({ all, right, answered }: ChapterState['quiz']): TemplateResult {
  const open = all - answered;
  const left = [
    open > 0 ? `${open} not answered` : '',
    answered > right ? `${answered - right} not right yet` : '',
  ].filter((part) => part !== '');
  const way = left.length > 0 ? html`: ${left.join(', ')}. <a href="#quiz">To the questions</a>` : html`.`;
  return html`${right} of ${all} questions are right${way}`;
}

function labView({ id, title, all, passed, left }: ChapterState['labs'][number]): TemplateResult {
  if (left.length === 0) return html`Lab “${title}”: all ${all} steps are passed.`;
  const links = left.map(
    (step, index) =>
      html`${index > 0 ? ', ' : ''}<a href="#step-${id}-${step.id}">step ${step.number}</a>${step.mark ? ` (${step.mark})` : ''}`,
  );
  return html`Lab “${title}”: ${passed} of ${all} steps are passed. Left: ${links}.`;
}
