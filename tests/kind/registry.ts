import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A registry of images that can be pushed to, on loopback, as much of one as a push asks for. */
export interface Registry {
  /** Host and port, as they stand in an image's name. */
  place: string;
  /** What was pushed: repository and tag. */
  images(): string[];
  /** From now on every push is refused. */
  refuse(): void;
  close(): void;
}

/** Starts it; it keeps what it is given in memory. */
export async function openRegistry(): Promise<Registry> {
  const blobs = new Map<string, Buffer>();
  const manifests = new Map<string, Buffer>();
  const uploads = new Map<string, Buffer>();
  let refuses = false;
  const server = createServer((request, response) => {
    void answer(request).then(({ status, headers = {}, body }) =>
      response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body),
    );
  });
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const { pathname, searchParams } = new URL(request.url!, 'http://registry');
    const data = await bodyOf(request);
    const [, repository, kind, name = ''] = /^\/v2\/(.+)\/(blobs|manifests)\/(.*)$/.exec(pathname) ?? [];
    if (!repository) return { status: 200 };
    if (kind === 'manifests') {
      const key = `${repository}:${name}`;
      if (request.method === 'PUT') {
        manifests.set(key, data);
        return { status: 201, headers: { 'docker-content-digest': digestOf(data) } };
      }
      return manifests.has(key) ? { status: 200, body: manifests.get(key)! } : { status: 404 };
    }
    if (request.method === 'HEAD')
      return blobs.has(name)
        ? { status: 200, headers: { 'content-length': String(blobs.get(name)!.length) } }
        : { status: 404 };
    if (refuses) return { status: 403, body: DENIED };
    const upload = request.method === 'POST' ? crypto.randomUUID() : name.replace('uploads/', '');
    uploads.set(upload, Buffer.concat([uploads.get(upload) ?? Buffer.alloc(0), data]));
    const digest = searchParams.get('digest');
    if (request.method === 'PUT' && digest) {
      const whole = uploads.get(upload)!;
      if (digestOf(whole) !== digest) return { status: 400 };
      blobs.set(digest, whole);
      return { status: 201, headers: { 'docker-content-digest': digest } };
    }
    const range = `0-${Math.max(0, uploads.get(upload)!.length - 1)}`;
    const headers = { location: `/v2/${repository}/blobs/uploads/${upload}`, range };
    return { status: 202, headers: { ...headers, 'docker-upload-uuid': upload } };
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    place: `localhost:${(server.address() as AddressInfo).port}`,
    images: () => [...manifests.keys()],
    refuse() {
      refuses = true;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

const DENIED = JSON.stringify({ errors: [{ code: 'DENIED', message: 'you may not push here' }] });

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function digestOf(data: Buffer): string {
  return `sha256:${createHash('sha256').update(data).digest('hex')}`;
}
