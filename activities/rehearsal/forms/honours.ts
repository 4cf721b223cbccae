import type { EntityManager } from 'typeorm';
import { candidatesOf } from '../../../database/honours/candidate.store.js';
import { namingOf } from '../../../database/honours/naming.store.js';
import { vetoedAmong } from '../../../database/honours/vetoed.js';
import { civilDateOf } from '../../../domain/time/zone.js';
import type { OpenTask } from '../people.js';
import type { FormsOf } from './form.js';

const DEEDS = '坚持多年支持国防和军队建设，为官兵和优抚对象办了一批实事，群众公认。';

const namingForms: FormsOf = {
  'examine.examined': async (manager, task, now) => {
    const candidates = await candidatesOf(manager, task.processId, ['recommended', 'passed', 'struck']);
    const vetoed = await vetoedAmong({ manager, now, process: { id: task.processId } }, candidates);
    return {
      results: candidates.map(({ id }) =>
        vetoed.has(id)
          ? { candidateId: id, passed: false, reason: '考察期内有一票否决事项。' }
          : { candidateId: id, passed: true },
      ),
    };
  },
  'propose.proposed': async (manager, task, now) => {
    const { awards } = await namingOf(manager, task.processId);
    const passed = await candidatesOf(manager, task.processId, ['passed', 'proposed', 'left']);
    const vetoed = await vetoedAmong({ manager, now, process: { id: task.processId } }, passed);
    const fit = passed.filter(({ id }) => !vetoed.has(id));
    const candidateIds = awards.flatMap(({ id, quota }) =>
      fit.filter(({ awardId }) => awardId === id).slice(0, quota),
    );
    return { candidateIds: candidateIds.map(({ id }) => id), reason: '按名额确定。' };
  },
  'publish.published': () => ({
    places: ['政府网站', '双拥办公示栏'],
    contact: '双拥办，办公地址见公示栏',
  }),
  'objections.recorded': async (manager, task, now) => ({
    candidateId: await firstListed(manager, task),
    source: 'phone',
    about: '反映事迹材料与实际情况有出入。',
    receivedDate: civilDateOf(now),
  }),
};

export const commendationForms: FormsOf = {
  ...namingForms,
  'recommend.recommended': async (manager, task) => {
    const { awards } = await namingOf(manager, task.processId);
    return {
      candidates: awards.map(({ id, honourKind }) =>
        honourKind === 'modelPerson'
          ? { awardId: id, name: `${task.unitName}推荐人选`, post: '工作人员', deeds: DEEDS }
          : { awardId: id, deeds: DEEDS },
      ),
    };
  },
};

export const modelCityForms: FormsOf = {
  ...namingForms,
  'recommend.applied': () => ({ deeds: DEEDS, evidence: '创建工作台账' }),
};

async function firstListed(manager: EntityManager, { processId }: OpenTask): Promise<string | undefined> {
  const [first] = await candidatesOf(manager, processId, ['proposed', 'heldBack']);
  return first?.id;
}
