import { escapeHtml, type PlainPage } from './plain-page.ts';

/** For a link that was used, is too old, or is none. */
export const DEAD_LINK: PlainPage = {
  title: 'This link is no longer valid',
  body: `<p>A link works once and for ten minutes, and a newer one ends it. Go to the terminal where
<code>npm start</code> runs, press <kbd>Enter</kbd>, and open the new link.</p>
<p>If this browser was signed in before, <a href="/">the course</a> is still open to it.</p>`,
};

/** For a link that was opened under another name than the printed one: it is not used up. */
export function otherName(port: number): PlainPage {
  return {
    title: 'Open the link as it was printed',
    body: `<p>The link begins with <code>http://127.0.0.1:${port}/</code>, and this browser opened it under another name
of the same machine. A browser keeps what it knows of you under one name only, so the course has one.</p>
<p>Open the link exactly as the terminal shows it, where <code>npm start</code> runs. It has not been used up.</p>`,
  };
}

/** For an address that is nothing of the course. */
export const NO_PAGE: PlainPage = {
  title: 'There is no page here',
  body: '<p>The address may belong to a chapter that is not written yet, or it may be mistyped.</p><p><a href="/">All chapters</a></p>',
};

/** For a defect of the server. */
export const DEFECT: PlainPage = {
  title: 'The server has a defect and could not answer',
  body: '<p>The terminal where <code>npm start</code> runs shows more.</p><p><a href="/">All chapters</a></p>',
};

/**
 * For a browser that came under a name or a port that is not this server's: why it is refused, and what to do. It tells
 * nothing that the refused one does not know, but the port.
 */
export function foreignName(host: string | undefined, port: number): PlainPage {
  const own = `http://127.0.0.1:${port}/`;
  const seen = host ? ` as <code>${escapeHtml(host.slice(0, 100))}</code>` : '';
  const other = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::(\d{1,5}))?$/.exec(host ?? '');
  if (!other)
    return {
      title: 'The course does not answer under this name',
      body: `<p>This browser came${seen}. The course opens real shells on the machine it runs on, so it answers only
under <code>127.0.0.1:${port}</code>, where no other site can pretend to be it.</p>
<p>On that machine open <code>${own}</code>. From another machine forward port ${port} to the same port of yours first:</p>
<pre>ssh -L ${port}:127.0.0.1:${port} THAT-MACHINE</pre>
<p>Then open the link that <code>npm start</code> printed; press <kbd>Enter</kbd> in its terminal for a new one.</p>`,
    };
  const local = other[1] ?? '80';
  return {
    title: 'The port was forwarded under another number',
    body: `<p>This browser came${seen}, and the course listens on port ${port}. It answers only under its own number,
so that no other program's page can pretend to be it.</p>
<p>Forward port ${port} to the same number, ${port}, and open the link that <code>npm start</code> printed. With ssh:</p>
<pre>ssh -L ${port}:127.0.0.1:${port} THAT-MACHINE</pre>
<p>In an editor that forwards ports, set the local address of port ${port} to ${port}. Where ${port} is taken on your side,
end the course and start it on the number that you have:</p>
<pre>npm start -- --port ${local}</pre>
<p>A link works once; press <kbd>Enter</kbd> in the terminal where <code>npm start</code> runs for a new one.</p>`,
  };
}
