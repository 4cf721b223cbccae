import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import type { SignRule } from '../../domain/blueprints/blueprint.js';
import { RUNG_RECIPIENTS, type LadderPolicy } from '../../domain/time/ladder-policy.js';
import { BooleanField, TextField } from './field.js';

const AMOUNT = { type: 'integer' as const, minimum: 1 };
const OFFSET = {
  type: 'object' as const,
  additionalProperties: false,
  description: '只填一种：workingDays 工作日、calendarDays 自然日、hours 小时、minutes 分钟',
  example: { workingDays: 5 },
  properties: { workingDays: AMOUNT, calendarDays: AMOUNT, hours: AMOUNT, minutes: AMOUNT },
};

const LADDER: ApiPropertyOptions = {
  type: 'object',
  additionalProperties: false,
  description: '催办督办规则',
  required: ['warn', 'reminders', 'rungs'],
  properties: {
    warn: OFFSET,
    reminders: { type: 'array', items: OFFSET },
    rungs: {
      type: 'array',
      items: {
        type: 'object',
        required: ['after', 'to'],
        properties: {
          after: OFFSET,
          to: { type: 'array', items: { type: 'string', enum: [...RUNG_RECIPIENTS] } },
        },
      },
    },
    unacknowledged: OFFSET,
  },
};

export class PolicyQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码，默认本人所在地区', example: '530925' })
  region?: string;

  @TextField({ max: 50, optional: true, description: '只看这一种流程', example: 'needItem' })
  kind?: string;
}

export class LadderInWords {
  @ApiProperty({ example: '到期前3个工作日转黄灯' })
  warn!: string;

  @ApiProperty({ type: [String], example: ['到期前5个工作日提醒承办人'] })
  reminders!: string[];

  @ApiProperty({ type: [String], example: ['逾期1个工作日，督办至单位分管领导'] })
  rungs!: string[];

  @ApiProperty({ type: String, nullable: true, example: '1个工作日未签收的，提醒承办人签收' })
  unacknowledged!: string | null;
}

export class PolicyVersionView {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '内置规则为 null' })
  id!: string | null;

  @ApiProperty({ enum: ['blueprint', 'installation', 'region'], description: '内置、全系统、本地区' })
  source!: 'blueprint' | 'installation' | 'region';

  @ApiProperty({ type: Number, nullable: true })
  version!: number | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  createdAt!: string | null;

  @ApiProperty({ type: String, nullable: true, description: '谁改的' })
  createdBy!: string | null;

  @ApiProperty(LADDER)
  policy!: LadderPolicy;

  @ApiProperty({ type: LadderInWords })
  words!: LadderInWords;
}

export class StepPolicyView {
  @ApiProperty({ example: 'needItem' })
  kind!: string;

  @ApiProperty()
  kindLabel!: string;

  @ApiProperty({ example: 'solve' })
  step!: string;

  @ApiProperty()
  stepLabel!: string;

  @ApiProperty({ description: '时限', example: '5个工作日内' })
  deadline!: string;

  @ApiProperty({ type: PolicyVersionView, description: '新开环节现在用的规则' })
  current!: PolicyVersionView;

  @ApiProperty({ type: [PolicyVersionView], description: '本地区和全系统的各版本，新的在前；最后是内置规则' })
  versions!: PolicyVersionView[];
}

export class PolicyList {
  @ApiProperty({ example: '530925' })
  regionCode!: string;

  @ApiProperty({ type: [StepPolicyView] })
  items!: StepPolicyView[];
}

export class PolicyChange {
  @TextField({
    max: 12,
    optional: true,
    description: '改哪个地区的；默认本人双拥办所在地区',
    example: '530925',
  })
  regionCode?: string;

  @ApiProperty(LADDER)
  @IsObject()
  policy!: unknown;
}

export class ReapplyRequest {
  @TextField({
    max: 12,
    optional: true,
    description: '行政区划代码；默认本人双拥办所在地区',
    example: '530925',
  })
  regionCode?: string;

  @TextField({ max: 500, description: '理由，记入每个流程的过程记录' })
  reason!: string;

  @BooleanField({ optional: true, description: '只预览，不改动' })
  dryRun?: boolean;
}

export class InstantChange {
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  before!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  after!: string | null;
}

export class MovedStep {
  @ApiProperty({ format: 'uuid' })
  processId!: string;

  @ApiProperty({ example: '“双清单”制度' })
  kindLabel!: string;

  @ApiProperty({ type: String, nullable: true, description: '不看内容的人（系统管理员）为空' })
  processTitle!: string | null;

  @ApiProperty({ example: '530925' })
  regionCode!: string;

  @ApiProperty({ example: '双江自治县' })
  region!: string;

  @ApiProperty({ format: 'uuid' })
  stepId!: string;

  @ApiProperty({ example: 'solve' })
  step!: string;

  @ApiProperty()
  stepLabel!: string;

  @ApiProperty()
  round!: number;

  @ApiProperty({ description: '还有几项任务未办' })
  open!: number;

  @ApiProperty({ type: InstantChange, description: '时限' })
  deadline!: InstantChange;

  @ApiProperty({ type: InstantChange, description: '下一次提醒或督办；已过去的时间表示随即进行' })
  nextCheck!: InstantChange;
}

export class MovedSteps {
  @ApiProperty({ description: '只是预览，什么也没有改' })
  dryRun!: boolean;

  @ApiProperty({ description: '有变化的环节数' })
  moved!: number;

  @ApiProperty({ description: '涉及的流程数' })
  processes!: number;

  @ApiProperty({ type: [MovedStep], description: '最多列出 500 个' })
  items!: MovedStep[];
}

export class BlueprintDecision {
  @ApiProperty({ example: 'solved' })
  key!: string;

  @ApiProperty({ example: '已办成' })
  label!: string;

  @ApiProperty({ enum: ['positive', 'negative', 'back'] })
  polarity!: string;

  @ApiProperty({ description: '须填意见或理由' })
  opinionRequired!: boolean;

  @ApiProperty({ description: '只有双拥办可以作出' })
  officeOnly!: boolean;
}

export class BlueprintStep {
  @ApiProperty({ example: 'solve' })
  key!: string;

  @ApiProperty({ example: '办理' })
  label!: string;

  @ApiProperty({ description: '请承办人做什么' })
  ask!: string;

  @ApiProperty({ description: '依据的条款', example: '五项制度机制 三（一）2' })
  article!: string;

  @ApiProperty({ description: '由谁办理', example: '牵头单位' })
  owner!: string;

  @ApiProperty({ enum: ['single', 'claim', 'all', 'any', 'collect'] })
  rule!: SignRule;

  @ApiProperty({ description: '签批方式', example: '会签：全部办理' })
  ruleLabel!: string;

  @ApiProperty({ example: '5个工作日内' })
  deadline!: string;

  @ApiProperty({ type: String, nullable: true, description: '法定日期已过时，自开启起' })
  deadlineIfPast!: string | null;

  @ApiProperty({ type: String, nullable: true, description: '到期自动结束的，以什么结束' })
  atDeadline!: string | null;

  @ApiProperty({ type: [BlueprintDecision] })
  decisions!: BlueprintDecision[];

  @ApiProperty({ type: [String], description: '还可以做什么', example: ['转办', '撤回'] })
  actions!: string[];
}

export class LaunchRule {
  @ApiProperty({ enum: ['office', 'officeOrMilitary', 'process'], description: '谁能启动' })
  by!: string;

  @ApiProperty({ enum: ['year', 'each'], description: 'year 每年一次，each 按需启动' })
  once!: string;

  @ApiProperty({ type: Object, nullable: true, description: '启动时提交的表单（JSON Schema）' })
  form!: object | null;
}

export class BlueprintView {
  @ApiProperty({ example: 'needItem' })
  kind!: string;

  @ApiProperty()
  version!: number;

  @ApiProperty()
  label!: string;

  @ApiProperty({ description: '依据的条款' })
  article!: string;

  @ApiProperty({ type: LaunchRule })
  launch!: LaunchRule;

  @ApiProperty({ type: [BlueprintStep] })
  steps!: BlueprintStep[];
}
