import { v4 as uuid } from 'uuid';
import { reactive, shallowReactive } from 'vue';
import { problemIn, sendAndRenew } from './client.js';
import { ApiProblem } from './problem.js';
import { renewSession } from './session.js';
import { absolute, ownHeaders } from './transport.js';

/** A file on its way to the browser. */
export interface Download {
  id: string;
  name: string;
  received: number;
  /** In bytes; undefined while the server writes it as it goes. */
  total: number | undefined;
}

/** All that are on their way now. */
export const downloads = shallowReactive(new Set<Download>());

/**
 * Fetches a file and hands it to the browser to save, under the name the server gives it.
 * @param body what a file is asked for by POST
 * @throws ApiProblem
 */
export async function download(path: string, fallbackName: string, body?: object): Promise<void> {
  const asked = body && {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  };
  const coming = reactive<Download>({ id: uuid(), name: fallbackName, received: 0, total: undefined });
  downloads.add(coming);
  try {
    const answer = await sendAndRenew(new Request(absolute(path), asked));
    if (!answer.ok) throw await problemIn(answer);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await received(answer, coming));
    link.download = coming.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  } finally {
    downloads.delete(coming);
  }
}

function received({ headers, body }: Response, coming: Download): Promise<Blob> {
  coming.name = fileNameIn(headers.get('content-disposition')) ?? coming.name;
  // What is packed on the way has another length than what arrives.
  if (!headers.has('content-encoding')) coming.total = Number(headers.get('content-length')) || undefined;
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, onwards) {
      coming.received += chunk.length;
      onwards.enqueue(chunk);
    },
  });
  return new Response(body?.pipeThrough(counting) ?? null, { headers }).blob();
}

/**
 * A picture for an `img`, which can't say itself that the console asks: an address to revoke afterwards; undefined when there is none.
 * @throws ApiProblem
 */
export async function picture(path: string): Promise<string | undefined> {
  const answer = await sendAndRenew(new Request(absolute(path)));
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw await problemIn(answer);
  return URL.createObjectURL(await answer.blob());
}

/** RFC 6266: the name in UTF-8 first. */
function fileNameIn(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  return encoded ? decodeURIComponent(encoded) : /filename="([^"]+)"/i.exec(disposition ?? '')?.[1];
}

/**
 * Sends a body with its progress; `fetch` can't tell how far an upload is.
 *
 * @param progress share sent, 0 … 1
 * @throws ApiProblem
 */
export async function upload<T>(
  path: string,
  body: Blob | FormData,
  options: {
    method?: 'POST' | 'PUT';
    headers?: Record<string, string>;
    progress?: (share: number) => void;
  } = {},
): Promise<T> {
  const first = await sendUpload(path, body, options);
  const answer =
    first.status === 401 && (await renewSession()) ? await sendUpload(path, body, options) : first;
  const json: unknown = answer.responseText ? JSON.parse(answer.responseText) : undefined;
  if (answer.status >= 400) throw ApiProblem.of(json, answer.status);
  return json as T;
}

function sendUpload(
  path: string,
  body: Blob | FormData,
  { method = 'POST', headers = {}, progress }: Parameters<typeof upload>[2] & object,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, absolute(path));
    for (const [name, value] of Object.entries({ ...ownHeaders(), ...headers }))
      request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => progress?.(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(request);
    request.onerror = () => reject(ApiProblem.unreachable());
    request.send(body);
  });
}
