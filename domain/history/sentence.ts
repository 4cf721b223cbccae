import type { ProcessBlueprint, StepBlueprint } from '../blueprints/blueprint.js';
import { outcomeLabel, processOutcomeLabel, stepLabel } from '../blueprints/outcome-label.js';
import { isStage, STAGES } from '../campaign/stages.js';
import { SEAT_RULES, type SeatKey } from '../coordination/composition.js';
import { REPAIR_WORDS, type RepairResult } from '../operations/stuck.js';
import { civilDateOf, endOfDay } from '../time/zone.js';
import type { VetoItem } from '../evaluation/veto-items.js';
import { VETO_SHORT, VETO_STATE_KEYS, VETO_STATES } from '../vetoes/states.js';
import { isFactKind, type FactKind } from './fact-kinds.js';

/** Somebody as he was when he acted. */
export interface FactActor {
  personName: string;
  positionTitle: string;
  unitName: string;
  actingFor?: string;
}

export interface Fact {
  kind: string;
  actor: FactActor | null;
  body: Record<string, unknown>;
}

/** What a sentence needs beside the fact: the process's own words, and names for ids. */
export interface Telling {
  /** Undefined for a kind of process this version does not know. */
  blueprint: ProcessBlueprint | undefined;
  unit(id: string): string;
  position(id: string): string;
  region(code: string): string;
}

type Teller = (told: Told) => string;

/** Total: a kind of fact without a sentence does not compile. */
/** How the process of a problem ended; otherwise it was terminated. */
const RECTIFIED_AS: Record<string, string> = { finished: '已整改销号', unfounded: '经核实撤销' };

const TELLERS: Record<FactKind, Teller> = {
  launched: (t) => `${t.who}启动了${t.process}（${t.number('year')} 年）。`,
  stepOpened: (t) => `“${t.step}”环节开始，由${t.owners()}办理，${t.deadline('deadline')}。`,
  stepSkipped: (t) => `“${t.step}”环节略过：${t.outcome()}。`,
  stepClosed: (t) => `“${t.step}”环节结束：${t.outcome()}。`,
  acknowledged: (t) => `${t.who}签收了“${t.step}”。`,
  decided: (t) => `${t.who}在“${t.step}”${t.late()}作出“${t.decision()}”${t.saying('opinion', '意见')}。`,
  superseded: (t) => `“${t.step}”中另外 ${t.count('assignmentIds')} 项任务无需再办。`,
  cancelled: (t) => `“${t.step}”中 ${t.count('assignmentIds')} 项未办任务取消。`,
  reopened: (t) => `${t.unit()}的“${t.step}”${t.by()}退回重办${t.saying('reason', '理由')}。`,
  transferred: (t) => `${t.who}把“${t.step}”转给${t.position()}${t.saying('reason', '理由')}。`,
  returned: (t) => `${t.who}把“${t.step}”退回到“${t.stepNamed('to')}”${t.saying('reason', '理由')}。`,
  delegated: (t) => `${t.who}把“${t.step}”委派${t.position()}办理，办完交回${t.saying('reason', '要求')}。`,
  signerAdded: (t) =>
    `${t.who}在“${t.step}”${t.text('mode')}，请${t.position()}签署${t.saying('reason', '理由')}。`,
  signerRemoved: (t) => `${t.who}在“${t.step}”减去${t.position()}的签署${t.saying('reason', '理由')}。`,
  turned: (t) => `“${t.step}”轮到${t.position()}办理，${t.deadline('deadline')}。`,
  tallied: (t) =>
    `“${t.step}”票签：应签 ${t.number('signers')}，同意 ${t.number('agree')}，不同意 ${t.number('reject')}，弃权 ${t.number('abstain')}，${t.outcome()}。`,
  circulated: (t) => `${t.who}把“${t.step}”送${t.units()}传阅。`,
  circulationRead: (t) => `${t.who}已阅“${t.step}”。`,
  circulationUrged: (t) => `${t.who}催阅“${t.step}”：${t.units()}。`,
  withdrawn: (t) => `${t.who}撤回了在“${t.step}”的决定${t.saying('reason', '理由')}。`,
  reminded: (t) => `提醒${t.told()}：${t.units()}的“${t.step}”${t.deadline('deadline')}。`,
  remindedToAcknowledge: (t) => `提醒${t.told()}签收“${t.step}”。`,
  overdue: (t) => `${t.units()}的“${t.step}”逾期（${t.deadline('deadline')}），已告知${t.told()}。`,
  escalated: (t) => `${t.units()}的“${t.step}”逾期未办，${t.rung()}督办，已告知${t.told()}。`,
  urged: (t) => `${t.who}催办${t.unit()}的“${t.step}”。`,
  extensionRequested: (t) =>
    `${t.who}申请把“${t.step}”的时限延至${t.date('until')}${t.saying('reason', '理由')}。`,
  deadlineMoved: (t) => `${t.moves()}${t.saying('reason', '原因')}。`,
  policyReapplied: (t) => `${t.who}对“${t.step}”改用新的催办督办规则${t.saying('reason', '理由')}。`,
  attached: (t) => `${t.who}为“${t.step}”上传了附件“${t.text('name')}”（${t.size()}）。`,
  documentIssued: (t) => `${t.who}印发${t.text('number')}《${t.text('title')}》。`,
  documentRendered: (t) => `${t.text('number')}生成文件（${t.size()}），指纹记录在案。`,
  documentVoided: (t) => `${t.who}将${t.text('number')}作废${t.saying('reason', '理由')}。`,
  documentReceived: (t) => `${t.who}签收${t.text('number')}《${t.text('title')}》。`,
  forwardedBelow: (t) => `${t.who}转发${t.region()}双拥办。`,
  figuresFrozen: (t) => `${t.who}汇总截至${t.date('cutOffAt')}的数据，各项数字及其明细一并存档。`,
  figuresPresented: (t) =>
    `${t.who}记录：${t.date('heldDate')}在“${t.text('meetingTitle')}”上通报${t.saying('note', '意见')}。`,
  supervised: (t) => `${t.who}就“${t.step}”向${t.unit()}发出督办单${t.text('number')}（${t.colour()}）。`,
  itemsMerged: (t) => `${t.who}把 ${t.count('from')} 项重复事项合并为一项。`,
  circularFigures: (t) => `${t.who}形成年度通报，当时的数据一并存档${t.saying('summary', '摘要')}。`,
  carriedOver: (t) =>
    t.body['toStage'] === undefined
      ? `本事项由 ${t.number('from')} 年结转至 ${t.number('to')} 年。`
      : `本事项在${t.stage('fromStage')}阶段没有解决，${t.carriedTo()}${t.saying('reason', '理由')}。`,
  itemsCarriedOver: (t) =>
    t.body['toStage'] === undefined
      ? `${t.who}把 ${t.count('items')} 项未办结事项结转至 ${t.number('to')} 年。`
      : `${t.who}记录：${t.count('items')} 项没有解决的事项${t.carriedTo()}。`,
  reportedUp: (t) => `${t.who}将本事项上报${t.region()}双拥办${t.saying('summary', '说明')}。`,
  answeredBelow: (t) =>
    `${t.who}答复下级双拥办${t.body['resolved'] === false ? '（未能解决）' : ''}${t.saying('answer', '答复')}。`,
  directed: (t) => `${t.who}转达政府研究的决定${t.saying('instruction', '内容')}。`,
  consultationAsked: (t) => `${t.who}提请召开成员单位专题协商会议${t.saying('reason', '理由')}。`,
  consulted: (t) => `专题协商有了结果，本事项继续办理${t.saying('result', '结果')}。`,
  mattersDecided: (t) => `${t.who}交办 ${t.count('matters')} 项议定事项：${t.texts('titles')}。`,
  matterClosed: (t) =>
    `议定事项“${t.text('title')}”${t.body['outcome'] === 'finished' ? '已销号' : '已终止'}${t.body['late'] === true ? '（逾期）' : ''}${t.saying('result', '结果')}。`,
  rectificationsStarted: (t) => `${t.who}交办限时整改，共 ${t.count('items')} 个问题。`,
  rectificationClosed: (t) =>
    `${t.unit()}的问题“${t.text('title')}”${RECTIFIED_AS[String(t.body['outcome'])] ?? '已终止'}${t.saying('result', '结果')}。`,
  resultsGiven: (t) => `${t.who}审定考评结果，分别印发 ${t.number('subjects')} 个考评对象。`,
  objectionWindowOver: (t) => `异议期满，${t.number('silent')} 个考评对象没有答复，视为没有异议。`,
  resultsFrozen: (t) =>
    `${t.number('subjects')} 个考评对象的结果固定，其中 ${t.number('changed')} 个另行印发最终结果；摘要 ${t.text('sha256')}。`,
  finishedWithoutReplies: (t) =>
    `${t.who}在${t.text('units')}答复之前先行办结${t.saying('reason', '理由')}。`,
  pointsSplit: (t) =>
    `${t.who}承接上级要点 ${t.number('received')} 项，分解为本级任务 ${t.number('points')} 项，本级无任务 ${t.number('none')} 项。`,
  pointsAssigned: (t) => `${t.who}逐项交办工作要点，共 ${t.count('points')} 项。`,
  pointClosed: (t) =>
    `要点“${t.text('title')}”${t.body['outcome'] === 'finished' ? '已销号' : '已终止'}${t.body['late'] === true ? '（逾期）' : ''}。`,
  unitJoined: (t) => `${t.who}将${t.unit()}列入报送名单，${t.deadline('deadline')}。`,
  unitLeft: (t) => `${t.who}将${t.unit()}移出报送名单${t.saying('reason', '理由')}。`,
  unitReplaced: (t) =>
    `${t.who}将${t.unit()}的未办任务移交${t.unit('successorId')}${t.saying('reason', '理由')}。`,
  positionHandedOver: (t) =>
    t.body['successorId']
      ? `${t.who}将${t.position()}名下的 ${t.count('assignmentIds')} 项未办任务移交${t.position('successorId')}${t.saying('reason', '理由')}。`
      : `${t.who}将${t.position()}${t.textOr('personName', '')}名下的 ${t.count('assignmentIds')} 项未办任务移交${t.textOr('successorName', '同职务的其他人')}${t.saying('reason', '理由')}。`,
  liaisonsConfirmed: (t) => `${t.who}确认${t.units()}的联络员备案。`,
  liaisonChanged: (t) => `${t.unit()}的联络员变更：${t.text('person')}自${t.date('from')}起接任。`,
  seatVacated: (t) => `协调小组的${t.seat()}空缺：${t.position()}的原任人员离任。`,
  yearPlanned: (t) => `全年计划 ${t.count('entries')} 项安排，各按日期自行启动。`,
  entryStarted: (t) =>
    `“${t.text('title')}”${t.body['linked'] === true ? '此前已经启动，列入全年工作' : '按计划启动'}。`,
  entryFailed: (t) => `“${t.text('title')}”到期未能启动${t.saying('message', '原因')}。`,
  entrySkipped: (t) => `${t.who}决定本年不再进行“${t.text('title')}”${t.saying('reason', '理由')}。`,
  entryMoved: (t) =>
    `${t.who}把“${t.text('title')}”由${t.date('from')}改到${t.date('to')}启动${t.saying('reason', '理由')}。`,
  entryAdded: (t) => `${t.who}增列“${t.text('title')}”，${t.date('date')}启动${t.saying('reason', '理由')}。`,
  annualLedger: (t) => `${t.who}形成年终台账，当时的数据一并存档${t.saying('summary', '小结')}。`,
  carriedToNextYear: (t) => `${t.who}把 ${t.count('items')} 项未办结工作列入 ${t.number('to')} 年。`,
  processPaused: (t) =>
    `${t.who}将${t.process}挂起${t.body['along'] ? `（随“${t.text('along')}”）` : ''}${t.saying('reason', '理由')}${t.body['until'] ? `，预计至${t.date('until')}` : ''}。`,
  processResumed: (t) =>
    `${t.who}恢复${t.process}的办理（自${t.date('since')}起挂起）${t.saying('reason', '理由')}。`,
  stepWaived: (t) => `${t.who}按变更单结束“${t.step}”环节：${t.outcome()}${t.saying('reason', '理由')}。`,
  planMoved: (t) =>
    `计划中的“${t.text('label')}”由${t.days('before')}改为${t.days('after')}${t.saying('reason', '理由')}。`,
  changesApplied: (t) =>
    `变更生效：“${t.text('target')}”的 ${t.number('changes')} 项变更已经办理，变动 ${t.number('moved')} 处。`,
  changesOvertaken: (t) =>
    `变更没有办理：第 ${t.number('number')} 项已生变化（${t.text('why')}），退回修改。`,
  findingsArranged: (t) => `${t.who}交办 ${t.count('items')} 个问题，逐个明确责任单位、责任人和时限。`,
  stageClosed: (t) => `${t.who}签批结束“${t.text('title')}”阶段${t.exceptions()}。`,
  stageRescheduled: (t) => `${t.who}把“${t.text('title')}”由${t.days('before')}调整为${t.days('after')}。`,
  stagesShifted: (t) =>
    `停办期间不计，没有结束的阶段顺延 ${t.number('days')} 天，活动到${t.date('to')}结束。`,
  inspectionHeld: (t) =>
    `${t.who}完成第 ${t.number('seq')} 次检查，检查 ${t.count('unitIds')} 个单位、${t.count('counties')} 个县，交办 ${t.count('items')} 个问题，提醒 ${t.count('reminded')} 次。`,
  inspectionReminder: (t) => `${t.who}在检查中提醒${t.unit()}${t.saying('text', '问题')}。`,
  campaignConcluded: (t) =>
    `${t.who}审定活动总结和 ${t.count('commended')} 个单位的表彰名单，当时的数据一并存档。`,
  vetoConfirmed: (t) =>
    `${t.who}认定${t.text('subject')}${t.date('happenedOn')}发生一票否决事项“${t.vetoItem()}”。`,
  vetoWithdrawn: (t) =>
    `${t.who}撤销对${t.text('subject')}一票否决事项“${t.vetoItem()}”的认定（${t.text('number')}）${t.saying('reason', '理由')}。`,
  titlesDecided: (t) => `${t.who}决定称号的处理（${t.text('number')}）：${t.texts('titles')}。`,
  vetoDeclared: (t) =>
    `${t.who}完成${t.number('year')}年第${t.number('quarter')}季度排查：${t.number('clear')} 项没有发生，${t.number('found')} 件立案核查。`,
  vetoReported: () => '收到本地区单位反映的线索，立案核查。',
  vetoWatchClosed: (t) => `全年排查结束：${t.vetoCounts()}。`,
  workflowRepaired: (t) => `${t.who}修复系统中卡住的流程：${t.repair()}`,
  candidatesStopped: (t) => `${t.count('candidateIds')} 个候选对象在公示以后被确认有一票否决事项，不予命名。`,
  honoursGranted: (t) => `${t.who}公布命名决定，授予 ${t.count('honourIds')} 个称号：${t.texts('titles')}。`,
  honourChanged: (t) => `称号“${t.text('title')}”${t.titleMove()}${t.saying('reason', '理由')}。`,
  ended: (t) => `${t.process}结束：${t.processOutcome()}${t.saying('reason', '理由')}。`,
};

/** What happened, as one sentence of plain Chinese. A kind written by a later version is told as far as it can be read. */
export function sentenceOfFact(fact: Fact, telling: Telling): string {
  const told = new Told(fact, telling);
  if (isFactKind(fact.kind)) return TELLERS[fact.kind](told);
  const where = typeof fact.body['step'] === 'string' ? `在“${told.step}”` : '';
  return `${told.who}${where}有一条本版本不能解读的记录（${fact.kind}）。`;
}

/** “甲（乙代）”: whose signature it is comes first, whoever gave it for him in brackets. */
export function nameOfActor({ unitName, positionTitle, personName, actingFor }: FactActor): string {
  return `${unitName}${positionTitle}${actingFor ? `${actingFor}（${personName}代）` : personName}`;
}

/** A fact with its words; whatever is missing from it is left out or shown as “—”, never thrown about. */
class Told {
  readonly body: Record<string, unknown>;

  constructor(
    private readonly fact: Fact,
    private readonly telling: Telling,
  ) {
    this.body = fact.body;
  }

  repair(): string {
    const result = this.body['result'];
    return typeof result === 'string' && Object.hasOwn(REPAIR_WORDS, result)
      ? REPAIR_WORDS[result as RepairResult]
      : '—。';
  }

  get who(): string {
    return this.fact.actor ? nameOfActor(this.fact.actor) : '系统';
  }

  by(): string {
    return this.fact.actor ? `由${this.who}` : '';
  }

  get process(): string {
    return this.telling.blueprint?.label ?? '本项工作';
  }

  get step(): string {
    return stepLabel(this.telling.blueprint, this.text('step'));
  }

  private get blueprint(): StepBlueprint | undefined {
    return this.telling.blueprint?.steps[this.text('step')];
  }

  text(field: string): string {
    const value = this.body[field];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '—';
  }

  textOr(field: string, otherwise: string): string {
    return typeof this.body[field] === 'string' ? this.text(field) : otherwise;
  }

  number(field: string): string {
    return this.text(field);
  }

  count(field: string): number {
    return this.list(field).length;
  }

  texts(field: string): string {
    return some(this.list(field).map((one) => `“${String(one)}”`)) || '—';
  }

  decision(): string {
    const key = this.text('decision');
    return this.blueprint?.decisions[key]?.label ?? key;
  }

  late(): string {
    return this.body['late'] === true ? '（补办）' : '';
  }

  outcome(): string {
    return outcomeLabel(this.telling.blueprint, this.text('step'), this.text('outcome'));
  }

  processOutcome(): string {
    return processOutcomeLabel(this.telling.blueprint, this.text('outcome'));
  }

  /** “，理由：……”, or nothing. */
  saying(field: string, label: string): string {
    const value = this.body[field];
    if (typeof value !== 'string' || value.trim() === '') return '';
    // The sentence brings its own full stop.
    return `，${label}：${value.trim().replace(/[。.]+$/u, '')}`;
  }

  date(field: string): string {
    return whenInWords(this.body[field]) ?? '—';
  }

  /** “2027年3月1日至2027年5月31日” of something planned. */
  days(field: string): string {
    const { from, to } = (this.body[field] ?? {}) as { from?: unknown; to?: unknown };
    const last = whenInWords(to);
    return `${whenInWords(from) ?? '—'}${last ? `至${last}` : ''}`;
  }

  deadline(field: string): string {
    const when = whenInWords(this.body[field]);
    return when ? `时限${when}` : '不设时限';
  }

  /** A calendar that is loaded may move several steps of a process at once. */
  moves(): string {
    const moves = this.list('moves') as Record<string, unknown>[];
    return (moves.length > 0 ? moves : [this.body])
      .map((move) => {
        const step = stepLabel(this.telling.blueprint, String(move['step'] ?? '—'));
        return `${this.unit()}“${step}”的时限由${whenInWords(move['from']) ?? '—'}改为${whenInWords(move['to']) ?? '—'}`;
      })
      .join('；');
  }

  unit(field = 'unitId'): string {
    const id = this.body[field];
    return typeof id === 'string' ? this.telling.unit(id) : '';
  }

  units(): string {
    const names = this.list('unitIds').map((id) => this.telling.unit(String(id)));
    return some([...new Set(names)]) || '承办单位';
  }

  owners(): string {
    const ids = this.list('owners').map((owner) => String((owner as { unitId?: unknown }).unitId));
    return some([...new Set(ids)].map((id) => this.telling.unit(id))) || '承办单位';
  }

  position(field = 'positionId'): string {
    return this.telling.position(this.text(field));
  }

  seat(): string {
    const seat = this.text('seat');
    return Object.hasOwn(SEAT_RULES, seat) ? SEAT_RULES[seat as SeatKey].label : seat;
  }

  stepNamed(field: string): string {
    return stepLabel(this.telling.blueprint, this.text(field));
  }

  region(): string {
    return this.telling.region(this.text('to'));
  }

  stage(field: string): string {
    const key = this.text(field);
    return isStage(key) ? `“${STAGES[key].label}”` : key;
  }

  carriedTo(): string {
    return this.body['toStage'] === 'account'
      ? '活动结束后继续挂账办理'
      : `转入${this.stage('toStage')}阶段继续办理`;
  }

  /** “，例外 2 项：……（理由）；……”, or nothing. */
  exceptions(): string {
    const all = this.list('exceptions') as { label?: unknown; reason?: unknown }[];
    if (all.length === 0) return '，条件全部具备';
    const shown = all.slice(0, MANY).map(({ label, reason }) => `${String(label)}（${String(reason)}）`);
    return `，例外 ${all.length} 项：${shown.join('；')}${all.length > MANY ? '等' : ''}`;
  }

  vetoItem(): string {
    const item = this.text('item');
    return Object.hasOwn(VETO_SHORT, item) ? VETO_SHORT[item as VetoItem] : item;
  }

  /** “已认定 1 件、不属实 2 件”, or that there was nothing. */
  vetoCounts(): string {
    const events = (this.body['events'] ?? {}) as Record<string, unknown>;
    const said = VETO_STATE_KEYS.filter((state) => events[state] !== undefined);
    return (
      said.map((state) => `${VETO_STATES[state]} ${String(events[state])} 件`).join('、') ||
      '没有发现否决事项'
    );
  }

  rung(): string {
    const rung = /^rung:(\d+)$/.exec(this.text('checkpoint'))?.[1];
    return rung ? `第 ${rung} 级` : '';
  }

  told(): string {
    const people = this.list('told').map((one) => {
      const {
        unit = '',
        title = '',
        people = [],
      } = one as Partial<Record<'unit' | 'title', string>> & {
        people?: string[];
      };
      return `${unit}${title}${people.join('、')}`;
    });
    return some(people) || '（无人任职）';
  }

  size(): string {
    const bytes = Number(this.body['size'] ?? 0);
    return bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.ceil(bytes / 1024)} KB`;
  }

  titleMove(): string {
    return { held: '恢复', frozen: '暂停', revoked: '撤销' }[this.text('to')] ?? '变动';
  }

  colour(): string {
    return { blue: '蓝色', orange: '橙色', red: '红色' }[this.text('colour')] ?? '—';
  }

  private list(field: string): unknown[] {
    const value = this.body[field];
    return Array.isArray(value) ? value : [];
  }
}

const MANY = 4;

/** “甲、乙、丙等 29 个”. */
function some(names: readonly string[]): string {
  if (names.length <= MANY) return names.join('、');
  return `${names.slice(0, MANY - 1).join('、')}等 ${names.length} 个`;
}

/** “2027年2月28日”, with the time of day unless it is the end of the day. */
function whenInWords(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(value)
    ? new Date(`${value}T23:59:59.999+08:00`)
    : new Date(value);
  if (Number.isNaN(instant.getTime())) return null;
  const date = civilDateOf(instant);
  const [year, month, day] = date.split('-').map(Number);
  const words = `${year}年${month}月${day}日`;
  if (instant.getTime() === endOfDay(date).getTime()) return words;
  return `${words} ${new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)}`;
}
