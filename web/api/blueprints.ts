import { api, data, type Schemas } from './client.js';

const known = new Map<string, Promise<Schemas['BlueprintView']>>();

/** A kind of process as the product knows it, asked for once. @throws ApiProblem */
export function blueprint(kind: string): Promise<Schemas['BlueprintView']> {
  const asked =
    known.get(kind) ??
    data(api.GET('/api/v1/processes/kinds/{kind}/blueprint', { params: { path: { kind } } }));
  known.set(kind, asked);
  // What failed is asked for again the next time.
  asked.catch(() => known.delete(kind));
  return asked;
}
