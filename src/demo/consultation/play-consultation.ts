import { instantAt } from '../../../domain/time/zone.js';
import type { Client } from '../client.js';
import { Story, YEAR } from '../story.js';
import type { Teller } from '../teller.js';
import { ask } from './ask.js';
import { close } from './close.js';
import { convene } from './convene.js';
import { meet } from './meet.js';
import { minutes } from './minutes.js';
import { supervise } from './supervise.js';

/** The time the rehearsal must have for it. */
export const CONSULTED = {
  from: instantAt(`${YEAR}-01-04`, '08:30').toISOString(),
  to: instantAt(`${YEAR}-12-31`, '18:00').toISOString(),
};

/** From an item that one department can't solve alone to closed matters and the item's confirmation. */
export async function playConsultation(client: Client, teller: Teller, out: string): Promise<void> {
  const story = new Story(client, teller, out);
  teller.title(
    `双江自治县 ${YEAR} 年成员单位专题协商演示`,
    '依据：双双拥办发〔2020〕3号“五项制度机制”规定三（一）2、三（三）。人名、事项均为虚构。',
    '每一步都通过正式接口办理，时间是预演的时间，生产数据不受影响。',
  );
  await story.begin();
  await ask(story);
  const meetingId = await convene(story);
  await meet(story, meetingId);
  await minutes(story, meetingId);
  await supervise(story, meetingId);
  await close(story, meetingId);
}
