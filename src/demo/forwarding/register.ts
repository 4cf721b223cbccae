import type { LaunchedView } from '../../../contracts/http/processes.js';
import type { Story } from '../story.js';
import { CITY, CITY_OFFICE } from './cast.js';
import { SOURCE } from './words.js';

const TITLE = '转发2027年省双拥工作要点';
const TWICE = '省双拥工作要点来文';

export async function register(story: Story): Promise<void> {
  story.tell.chapter('收文登记', '规定三（五）1：上级文件和领导讲话、批示以文件形式通报');
  await story.at('03-01');
  story.processId = await launch(story, TITLE);
  const form = { ...SOURCE, receivedDate: '2027-03-01' };
  await story.decide(CITY_OFFICE, 'register', { about: TITLE, decision: 'registered', form });
  story.say(`临沧市双拥办收到${SOURCE.issuer}${SOURCE.number}《${SOURCE.title}》，登记收文。`);

  const second = await launch(story, TWICE);
  const attempt = story.sign(CITY_OFFICE, 'register', {
    about: TWICE,
    decision: 'registered',
    form: { ...form, number: '云拥办[2027]第1号' },
  });
  story.say('同一份文件又送来一份，文号写法不同，再登记一次，系统不收：');
  story.tell.remark(await story.refusal('重复收文', attempt, 'CIRCULAR_ALREADY_RECEIVED'));
  await story.http.post('city.director', `/api/v1/processes/${second}/termination`, { reason: '重复登记' });
  await story.settle();
}

async function launch(story: Story, title: string): Promise<string> {
  const order = { kind: 'circular', regionCode: CITY, form: { title, circularKind: 'important' } };
  const { id } = await story.http.post<LaunchedView>(CITY_OFFICE, '/api/v1/processes', order);
  await story.settle();
  return id;
}
