import type { ProcessInput } from '../../contracts/processes/processes.js';
import type { NamingStep } from '../../domain/blueprints/naming.js';
import type { Process } from './process.js';
import { decided, walk } from './stages.js';

type Ending = 'finished' | 'notAdopted' | 'nobody';
type Stage = Exclude<NamingStep, 'handle' | 'inquire' | 'receipts'>;

/** 推荐 → 审查 → 提请 → 公示（异议逐件处理）→ 票签 → 签批 → 命名 (丰都2020年双拥工作要点 四（一）（二）). */
export function nameCandidates(naming: Process<NamingStep, ProcessInput>): Promise<Ending> {
  const handled: string[] = [];
  const inquiries: string[] = [];
  const receipts: string[] = [];
  let named = false;
  /** 名单没有通过的，全部不予命名；此前已有命名的，只是不再补充 */
  const declined = () => (named ? 'supplement' : 'notAdopted');

  return walk<Stage, Ending>(
    {
      // 到期即汇总，未报的列明；办公室直接提名的，略过
      recommend: () =>
        decided(naming, 'recommend', {
          recommended: 'examine',
          applied: 'examine',
          none: 'examine',
          deadline: 'examine',
          nobodyToAsk: 'examine',
        }),
      examine: () => decided(naming, 'examine', { examined: 'propose', nobodyToAsk: 'nobody' }),
      propose: () =>
        decided(naming, 'propose', { proposed: 'publish', dropped: 'notAdopted', nobodyToAsk: 'nobody' }),
      publish: () => decided(naming, 'publish', { published: 'objections' }),

      // 公示期内随时登记异议，逐件处理；没有全部答复的，不往下走
      objections: async () => {
        while ((await naming.step('objections')) === 'recorded') handled.push(await naming.open('handle'));
        for (const step of handled) await naming.outcome(step);
        // 需要继续核查的，只暂缓这一个候选对象：第 n 轮核查第 n 件异议，不用核查的由引擎略过，没有异议的也问一次
        while (inquiries.length <= handled.length) inquiries.push(await naming.open('inquire'));
        return 'decide';
      },

      decide: async () => {
        const next = await decided(naming, 'decide', {
          passed: 'sign',
          failed: 'failed',
          nobodyToAsk: 'supplement',
        });
        return next === 'failed' ? declined() : next;
      },
      sign: async () => {
        const next = await decided(naming, 'sign', { signed: 'name', refused: 'refused' });
        return next === 'refused' ? declined() : next;
      },
      name: async () => {
        const next = await decided(naming, 'name', { named: 'named', nobodyLeft: 'supplement' });
        if (next !== 'named') return next;
        named = true;
        receipts.push(await naming.open('receipts'));
        return 'supplement';
      },

      // 暂缓的对象查清以后，没有问题的补充审定；命名决定签收完毕，流程结束
      supplement: async () => {
        for (const step of inquiries) await naming.outcome(step);
        const next = await decided(naming, 'supplement', {
          submitted: 'decide',
          dropped: 'dropped',
          nobodyToAsk: 'over',
        });
        if (next !== 'dropped' && next !== 'over') return next;
        for (const step of receipts.splice(0)) await naming.outcome(step);
        if (named) return 'finished';
        return next === 'dropped' ? 'notAdopted' : 'nobody';
      },
    },
    'recommend',
  );
}
