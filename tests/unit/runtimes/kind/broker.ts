import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A broker that speaks as much AMQP 0-9-1 as it takes to open a connection and a channel. */
export interface Broker {
  port: number;
  /** Class and method of every frame that came, such as `10.11` for connection.start-ok. */
  methods: string[];
  /** Breaks every connection off. */
  drop(): void;
  close(): void;
}

/** Opens it on loopback; a silent one takes connections and never answers. */
export async function openBroker({ silent = false } = {}): Promise<Broker> {
  const methods: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (!silent) socket.on('data', answering(socket, methods));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    methods,
    drop,
    close() {
      drop();
      server.close();
    },
  };
}

/** What the client says first: the protocol and its version 0-9-1. */
const HEADER = Buffer.from('AMQP\0\0\x09\x01', 'latin1');
const METHOD_FRAME = 1;
const FRAME_END = 0xce;

/** The reply to each method: its class and method, and its arguments in hexadecimal. */
const REPLIES: Record<string, [number, number, string]> = {
  // connection.start-ok: connection.tune with 2047 channels, frames of 128 KiB and no heartbeat.
  '10.11': [10, 30, '07ff000200000000'],
  // connection.open: connection.open-ok.
  '10.40': [10, 41, '00'],
  // connection.close: connection.close-ok.
  '10.50': [10, 51, ''],
  // channel.open: channel.open-ok.
  '20.10': [20, 11, '00000000'],
  // channel.close: channel.close-ok.
  '20.40': [20, 41, ''],
};
/** Version 0-9, no properties of the server, PLAIN, en_US. */
const START = `0009${'00000000'}${longString('PLAIN')}${longString('en_US')}`;

function answering(socket: Socket, methods: string[]): (data: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (data) => {
    rest = Buffer.concat([rest, data]);
    if (rest.subarray(0, HEADER.length).equals(HEADER)) {
      rest = rest.subarray(HEADER.length);
      socket.write(frame(0, 10, 10, START));
    }
    // Type, channel, size, what it holds, one byte at the end.
    while (rest.length >= 8 && rest.length >= rest.readUInt32BE(3) + 8) {
      const [type, channel, size] = [rest.readUInt8(0), rest.readUInt16BE(1), rest.readUInt32BE(3)];
      const method = `${rest.readUInt16BE(7)}.${rest.readUInt16BE(9)}`;
      rest = rest.subarray(size + 8);
      if (type !== METHOD_FRAME) continue;
      methods.push(method);
      const reply = REPLIES[method];
      if (reply) socket.write(frame(channel, ...reply));
    }
  };
}

function frame(channel: number, classId: number, method: number, args: string): Buffer {
  const body = Buffer.alloc(4 + args.length / 2);
  body.writeUInt16BE(classId, 0);
  body.writeUInt16BE(method, 2);
  body.write(args, 4, 'hex');
  const head = Buffer.alloc(7);
  head.writeUInt8(METHOD_FRAME, 0);
  head.writeUInt16BE(channel, 1);
  head.writeUInt32BE(body.length, 3);
  return Buffer.concat([head, body, Buffer.from([FRAME_END])]);
}

function longString(text: string): string {
  return text.length.toString(16).padStart(8, '0') + Buffer.from(text).toString('hex');
}
