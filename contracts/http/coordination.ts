import { ApiProperty } from '@nestjs/swagger';
import { SEATS, type SeatKey } from '../../domain/coordination/composition.js';
import { URGENCIES, type TaskLimit, type Urgency } from '../../domain/coordination/urgency.js';
import type { Light } from '../../domain/time/light.js';
import { CurrentStepView } from './current-steps.js';
import { ChoiceField, IntegerField, TextField } from './field.js';
import { LIGHTS } from './ledger.js';
import { PageOf, PageQuery } from './page.js';

export class CoordinationGroupQuery {
  @TextField({ max: 12, description: '行政区划代码', example: '530925' })
  region!: string;

  @IntegerField({ min: 1949, max: 9999, optional: true, description: '年度，默认今年' })
  year?: number;
}

export class SeatHolderView {
  @ApiProperty({ enum: ['proposed', 'standing', 'vacated'], description: '已提出、在任、离任待补' })
  state!: string;
  @ApiProperty({ format: 'uuid' }) positionId!: string;
  @ApiProperty() position!: string;
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty() unit!: string;
  @ApiProperty({ format: 'uuid' }) personId!: string;
  @ApiProperty() person!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) since!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) until!: string | null;
}

export class SeatView {
  @ApiProperty({ enum: SEATS, enumName: 'SeatKey' }) seat!: SeatKey;
  @ApiProperty() label!: string;
  @ApiProperty({ enum: ['group', 'office'], description: '协调小组，或其办公室' }) body!: string;
  @ApiProperty({ description: '可以空缺' }) optional!: boolean;
  @ApiProperty({ description: '应由谁担任' }) asks!: string;
  @ApiProperty({ description: '应补而没有在任的人' }) vacant!: boolean;
  @ApiProperty({ type: [SeatHolderView] }) holders!: SeatHolderView[];
}

export class CoordinationGroupView {
  @ApiProperty() region!: string;
  @ApiProperty() year!: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '没有启动则为 null' })
  processId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '现行通知的文号' }) number!: string | null;
  @ApiProperty({ description: '全部席位在任' }) complete!: boolean;
  @ApiProperty({ type: [SeatView] }) seats!: SeatView[];
}

export class MatterTaskView {
  @ApiProperty({ description: '第几次分派' }) round!: number;
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() task!: string;
  @ApiProperty({ type: Object, description: '时限：minutes、hours 或 workingDays' }) limit!: TaskLimit;
  @ApiProperty({ enum: ['assigned', 'reported', 'unable', 'released'] }) state!: string;
  @ApiProperty({ type: String, nullable: true }) report!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) acknowledgedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) deadline!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) settledAt!: string | null;
  @ApiProperty() late!: boolean;
}

export class CoordinationMatterView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() detail!: string;
  @ApiProperty({ format: 'uuid' }) raisingUnitId!: string;
  @ApiProperty() raisingUnit!: string;
  @ApiProperty({ enum: URGENCIES, enumName: 'Urgency', description: '提出单位的建议' })
  proposedUrgency!: Urgency;
  @ApiProperty({ enum: URGENCIES, nullable: true, description: '判定的缓急' }) urgency!: Urgency | null;
  @ApiProperty({ type: String, nullable: true }) urgencyLabel!: string | null;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, nullable: true, description: '回顾小结' }) review!: string | null;
  @ApiProperty({ type: [MatterTaskView] }) tasks!: MatterTaskView[];
}

export class CoordinationMatterQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码，连同下级' })
  region?: string;

  @ChoiceField({ choices: URGENCIES, optional: true, description: '判定的缓急；还没有判定的，看建议的' })
  urgency?: Urgency;

  @ChoiceField({
    choices: ['running', 'ended'],
    optional: true,
    description: '状态：running 没有办结，ended 已结束',
  })
  state?: 'running' | 'ended';
}

export class CoordinationMatterLine {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty({ description: '提出单位' }) raisingUnit!: string;
  @ApiProperty({ enum: URGENCIES, enumName: 'Urgency', description: '判定的缓急；还没有判定的，为建议的' })
  urgency!: Urgency;
  @ApiProperty() urgencyLabel!: string;
  @ApiProperty({ description: '缓急已经判定' }) triaged!: boolean;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, nullable: true }) outcomeLabel!: string | null;
  @ApiProperty({ format: 'date-time', description: '何时提出' }) raisedAt!: string;
  @ApiProperty({ description: '最近一次分派的任务' }) tasks!: number;
  @ApiProperty({ description: '其中已签收' }) acknowledged!: number;
  @ApiProperty({ description: '其中已了结' }) settled!: number;
  @ApiProperty({ enum: LIGHTS, description: '各环节最急的灯' }) light!: Light;
  @ApiProperty({ type: [CurrentStepView], description: '现在的环节' }) now!: CurrentStepView[];
}

export class CoordinationMatterPage extends PageOf(CoordinationMatterLine) {}
