import { Duplex } from 'node:stream';

/** AuthenticationOk, then ReadyForQuery (idle): the embedded engine has no log-in, so the greeting is answered here. */
const greeting = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

/**
 * Looks like the socket of a PostgreSQL server to `pg`; whatever is written goes to the worker in one piece per corked batch.
 * So both engines share one driver, one set of parsers and one kind of error.
 */
export class PgliteSocket extends Duplex {
  private greeted = false;
  private readonly send: (bytes: Uint8Array) => void;

  constructor(send: (bytes: Uint8Array) => void) {
    super();
    this.send = send;
  }

  connect(): this {
    queueMicrotask(() => this.emit('connect'));
    return this;
  }

  /** pg sets options of a real socket, which mean nothing here. */
  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  /** Bytes that came from the engine. */
  receive(bytes: Uint8Array): void {
    if (bytes.byteLength > 0) this.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.pass(chunk);
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.pass(
      chunks.length === 1 && chunks[0] !== undefined
        ? chunks[0].chunk
        : Buffer.concat(chunks.map(({ chunk }) => chunk)),
    );
    done();
  }

  private pass(bytes: Buffer): void {
    if (!this.greeted) {
      this.greeted = true;
      this.push(greeting);
      return;
    }
    // A copy, because the driver reuses its buffer.
    this.send(new Uint8Array(bytes));
  }
}
