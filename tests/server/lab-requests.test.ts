import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RequestOutputSchema } from '#api/lab-output.ts';
import { openLab } from './open-lab.ts';

interface Heard {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A service of the bench, as far as a request can tell, and a terminal whose variables name it. */
async function withService(
  answer: { status: number; body: string } = { status: 201, body: '{"status":"accepted"}' },
) {
  const heard: Heard[] = [];
  const service = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      heard.push({ method, url, headers, body });
      response.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void service.close());
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  const lab = await openLab();
  Object.assign(lab.env, { STOREFRONT_URL: url, CATALOG_URL: url, ORDERS_URL: url });
  return { ...lab, heard, url };
}

const HEADER = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
/** What differs from run to run. */
const plain = (text: string) =>
  text
    .replaceAll(/\b[0-9a-f]{32}\b/g, 'TRACE')
    .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'ORDER')
    .replaceAll(/\d+ ms/g, 'N ms')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'ADDRESS');

describe('the program that answers', () => {
  it('is made from this lab’s files first, where the services run those of another', async () => {
    const { run, send, runtime, labs } = await withService();
    await send('POST', '/api/labs/other/deploy');
    runtime.asked.length = 0;
    const first = await run('checkout');
    expect([first.code, first.err]).toEqual([0, 'The services run this lab’s files now.\n']);
    expect(runtime.asked).toEqual([`apply ${labs.get('demo')!.workspace.folder}`]);
    expect((await run('send GET catalog/books/b-100')).err).toBe('');
  });

  it('is named where the files of this lab do not build', async () => {
    const { run, send, runtime } = await withService();
    await send('POST', '/api/labs/other/deploy');
    runtime.deployed = { status: 'does-not-build', service: 'orders', errors: [], output: '' };
    const { code, err } = await run('checkout');
    expect(code).toBe(0);
    expect(err).toMatch(/orders does not (build|compile)[\s\S]*A program of lab other answers\./);
  });
});

describe('lab checkout', () => {
  it('buys a book in a trace of its own and says what became of it', async () => {
    const { run, heard } = await withService();
    const { code, out, err } = await run('checkout b-900');
    expect([code, err]).toEqual([0, '']);
    expect(plain(out)).toMatchInlineSnapshot(`
      "status  201
      time    N ms
      order   ORDER
      trace   TRACE
      "
    `);
    const [{ method, url, headers, body } = {} as Heard] = heard;
    expect([method, url, headers['content-type']]).toEqual(['POST', '/checkout', 'application/json']);
    const { orderId, bookId, card } = JSON.parse(body) as Record<string, string>;
    expect([bookId, card]).toEqual(['b-900', '4242424242424242']);
    expect(out).toContain(orderId!);
    const [, traceId] = /^00-([0-9a-f]{32})-[0-9a-f]{16}-01$/.exec(String(headers.traceparent)) ?? [];
    expect(out).toContain(traceId!);
  });

  it('takes a card and a header of the learner’s, and prints for programs', async () => {
    const { run, heard } = await withService();
    const { out } = await run(`checkout --card 4000000000000002 --traceparent ${HEADER} --json`);
    expect(heard[0]!.headers.traceparent).toBe(HEADER);
    expect(JSON.parse(heard[0]!.body)).toMatchObject({ bookId: 'b-100', card: '4000000000000002' });
    expect(RequestOutputSchema.parse(JSON.parse(out))).toMatchObject({
      ...{ trace: HEADER.slice(3, 35), traceparent: HEADER, status: 201, body: '{"status":"accepted"}' },
    });
  });

  it('prints the trace id alone where a shell catches it', async () => {
    const { run } = await withService();
    const { code, out, err } = await run('checkout --id');
    expect([code, plain(out)]).toEqual([0, 'TRACE\n']);
    expect(plain(err)).toMatch(/^status {2}201\ntime/);
  });

  it('reads the trace from storefront’s log where the header need not be taken', async () => {
    const { run, heard, runtime } = await withService();
    runtime.logs = () => {
      const { orderId } = JSON.parse(heard.at(-1)!.body) as Record<string, string>;
      const fields = { 'bookstore.order.id': orderId, trace_id: 'ab'.repeat(16) };
      return [{ part: 'storefront', time: Date.now() + 1000, text: JSON.stringify(fields) }];
    };
    expect((await run('checkout --traceparent none --id')).out).toBe(`${'ab'.repeat(16)}\n`);
    expect(heard[0]!.headers.traceparent).toBeUndefined();
    const upperCase = HEADER.toUpperCase();
    expect((await run(`checkout --traceparent ${upperCase} --id`)).out).toBe(`${'ab'.repeat(16)}\n`);
    expect(heard[1]!.headers.traceparent).toBe(upperCase);
    runtime.logs = () => [];
    const { code, out } = await run(`checkout --traceparent ${upperCase}`);
    expect([code, plain(out)]).toMatchInlineSnapshot(`
      [
        0,
        "status  201
      time    N ms
      order   ORDER
      trace   the service may have begun one of its own; its log lines name it
      ",
      ]
    `);
  });

  it('shows why it was refused, and ends with 1', async () => {
    const { run } = await withService({ status: 404, body: 'no book "b-1"\u001b[31m\n' });
    const { code, out } = await run('checkout b-1');
    expect([code, plain(out)]).toMatchInlineSnapshot(`
      [
        1,
        "status  404
      time    N ms
      order   ORDER
      trace   TRACE

      no book "b-1"·[31m
      ",
      ]
    `);
  });

  it('says that storefront does not answer', async () => {
    const { run, env } = await openLab();
    Object.assign(env, { STOREFRONT_URL: 'http://127.0.0.1:9' });
    const { code, err } = await run('checkout');
    expect([code, err]).toMatchInlineSnapshot(`
      [
        3,
        "lab: storefront does not answer at http://127.0.0.1:9/checkout.
           connect ECONNREFUSED 127.0.0.1:9
           lab status shows how it is, lab logs storefront what it wrote. A terminal that was
           opened before the bench was moved has old addresses: open a new one.
      ",
      ]
    `);
  });
});

describe('lab send', () => {
  it('sends a request to a service, and shows the answer', async () => {
    const { run, heard } = await withService({ status: 200, body: '{"id":"b-100"}\n' });
    const { code, out } = await run('send get catalog/books/b-100');
    expect([code, plain(out)]).toMatchInlineSnapshot(`
      [
        0,
        "status  200
      time    N ms
      trace   TRACE

      {"id":"b-100"}
      ",
      ]
    `);
    expect(heard[0]).toMatchObject({ method: 'GET', url: '/books/b-100', body: '' });
    expect(heard[0]!.headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  it('takes headers and a body as curl does', async () => {
    const { run, heard } = await withService();
    await run(`send POST orders/orders -H traceparent:${HEADER} -H TraceState:a=b -d {"bookId":"b-100"}`);
    expect(heard[0]).toMatchObject({ url: '/orders', body: '{"bookId":"b-100"}' });
    expect(heard[0]!.headers).toMatchObject({
      ...{ traceparent: HEADER, tracestate: 'a=b', 'content-type': 'application/json' },
    });
    const { out } = await run('send GET catalog/books/b-100 -H traceparent:');
    expect(heard[1]!.headers.traceparent).toBeUndefined();
    expect(out).toContain('begun by the service');
  });

  it('sends a number of checkouts without a traceparent, and says which traces they are', async () => {
    const { run, heard, runtime } = await withService();
    runtime.logs = () =>
      heard.map(({ body }, index) => {
        const fields = { 'bookstore.order.id': JSON.parse(body).orderId, trace_id: `${index}`.repeat(32) };
        return { part: 'storefront', time: Date.now() + 1000, text: JSON.stringify(fields) };
      });
    const { code, out, err } = await run('send 5');
    const traces = [0, 1, 2, 3, 4].map((digit) => `201 ${`${digit}`.repeat(32)}`);
    expect([code, out.trimEnd().split('\n').toSorted()]).toEqual([0, traces]);
    expect(err).toContain('5 of 5 checkouts without a traceparent were accepted');
    expect(heard.map(({ headers }) => headers.traceparent)).toEqual(Array(5).fill(undefined));
    const books = heard.map(({ body }) => JSON.parse(body).bookId).toSorted();
    expect(books).toEqual(['b-100', 'b-100', 'b-200', 'b-200', 'b-300']);
  });

  it('lets the cards of some of a number be declined, spread over all', async () => {
    const { run, heard } = await withService();
    const { out } = await run('send 8 --declined 2');
    expect(out.match(/ card declined$/gm)).toHaveLength(2);
    const declined = heard.map(({ body }) => JSON.parse(body).card === '4000000000000002');
    expect(declined.filter(Boolean)).toHaveLength(2);
    expect(declined.slice(0, 3).concat(declined.slice(4, 7)).filter(Boolean).length).toBeLessThan(2);
  });

  it('ends with 1 where one of a number is refused', async () => {
    const { run, heard } = await withService({ status: 503, body: 'no' });
    const { code, err } = await run('send 2');
    expect([code, heard.length]).toEqual([1, 2]);
    expect(err).toContain('0 of 2 checkouts');
  });

  it('says what is wrong with it, and sends nothing', async () => {
    const { run, heard } = await withService();
    const answers = [];
    for (const line of [
      'send 0',
      'send 501',
      'send 40 orders/orders',
      'send 40 --json',
      'send 40 --declined 41',
      'send GET catalog/books --declined 4',
      'send GET catalg/books',
      'send GET',
      'send G=T catalog/books',
      'send GET catalog/x -H x',
    ]) {
      const { code, out, err } = await run(line);
      expect([line, code, out]).toEqual([line, 64, '']);
      answers.push(err);
    }
    expect(answers.join('\n')).toMatchInlineSnapshot(`
      "lab: lab send takes a number of checkouts from 1 to 500, not 0.
           It goes: lab send 40

      lab: lab send takes a number of checkouts from 1 to 500, not 501.
           It goes: lab send 40

      lab: With a number, lab send does not take “orders/orders”.
           It goes: lab send 40

      lab: With a number, lab send does not take “json”.
           It goes: lab send 40

      lab: --declined takes a number of checkouts from 0 to 40, not 41.
           It goes: lab send 40

      lab: --declined goes with a number of checkouts.
           It goes: lab send 40

      lab: The bench has no service “catalg”.
           Did you mean catalog? Its services are storefront, catalog, orders, payments-worker.

      lab: lab send needs <service/path>.
           It goes: lab send <method> <service/path>

      lab: “G=T” is no method of HTTP, such as GET or POST.
           It goes: lab send GET catalog/books/b-100

      lab: -H takes a name and a value with a colon between, not “x”.
           It goes: lab send GET catalog/books/b-100 -H "tracestate: a=b"
      "
    `);
    expect(heard).toEqual([]);
  });
});

describe('lab apply', () => {
  it('builds and restarts what was saved, and says what that was', async () => {
    const { run, runtime } = await openLab();
    runtime.edited.add('orders');
    runtime.edited.add('catalog');
    expect(await run('apply')).toEqual({
      ...{ code: 0, err: '', out: 'Built and started again: catalog, orders.\n' },
    });
    expect((await run('apply')).out).toBe('Nothing was to be done: the bench runs what you saved.\n');
  });

  it('says with file and line why nothing was restarted', async () => {
    const { run, runtime } = await openLab();
    const error = { file: 'internal/orders/place.go', line: 12, column: 3, message: 'undefined: ctx' };
    runtime.deployed = { status: 'does-not-build', service: 'orders', errors: [error], output: '' };
    expect(await run('apply')).toMatchInlineSnapshot(`
      {
        "code": 1,
        "err": "",
        "out": "orders does not build.
        internal/orders/place.go:12:3 undefined: ctx
      ",
      }
    `);
    const refused = {
      part: 'collector',
      file: 'collector.yaml',
      line: 4,
      message: 'no such exporter',
    } as const;
    runtime.deployed = { status: 'does-not-configure', ...refused };
    expect(await run('apply')).toMatchInlineSnapshot(`
      {
        "code": 1,
        "err": "",
        "out": "collector does not take its configuration.
        collector.yaml:4 no such exporter
      ",
      }
    `);
  });

  it('waits for the bench to be ready', async () => {
    const { run } = await openLab({ ready: false });
    expect((await run('apply')).code).toBe(75);
  });
});

describe('lab messages', () => {
  it('says why none are seen, and what -n takes', async () => {
    const { run } = await openLab();
    // The bench of this test has no RabbitMQ: nothing listens at its address.
    await expect.poll(async () => (await run('messages')).err).toContain('cannot be reached');
    const { code, out, err } = await run('messages');
    expect([code, out, err.replace(/reached: .*/, 'reached: REASON')]).toMatchInlineSnapshot(`
      [
        66,
        "",
        "No messages are seen now: RabbitMQ cannot be reached: REASON
      ",
      ]
    `);
    expect((await run('messages -n none')).code).toBe(64);
  });
});
