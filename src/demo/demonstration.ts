import type { Scenario } from '../../contracts/processes/rehearsal.js';
import type { Client } from './client.js';
import type { Teller } from './teller.js';

/** A story that `npm run demo:…` plays over HTTP. */
export interface Demonstration {
  /** The rehearsal's time when it begins, and the latest it may come to; ISO 8601. */
  from: string;
  to: string;
  /** Simulated people do what the story itself has nobody do; left out: nobody else acts. */
  scenario?: Scenario;
  /** @param out where the files go that a person would keep */
  play(client: Client, teller: Teller, out: string): Promise<unknown>;
}
