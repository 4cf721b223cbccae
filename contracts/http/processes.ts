import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, IsOptional } from 'class-validator';
import type { ProcessBlueprint } from '../../domain/blueprints/blueprint.js';
import { BLUEPRINTS, type ProcessKind } from '../../domain/blueprints/index.js';
import type { Light } from '../../domain/time/light.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { ChoiceField, DateField, IntegerField, TextField, UuidField } from './field.js';
import { ComesNextView } from './flow.js';
import { PageOf, PageQuery } from './page.js';

export const LAUNCHED_BY_PEOPLE = Object.values(BLUEPRINTS as Record<string, ProcessBlueprint>)
  .filter(({ launch }) => launch.by !== 'process')
  .map(({ kind }) => kind);

export class LaunchBody {
  @ChoiceField({ choices: LAUNCHED_BY_PEOPLE, description: '启动哪一项制度机制' })
  kind!: ProcessKind;

  @TextField({ max: 12, description: '行政区划代码', example: '530925' })
  regionCode!: string;

  @IntegerField({
    min: 1949,
    max: 9999,
    optional: true,
    description: '年度；年度性的机制必填，其他不填则为今年',
  })
  year?: number;

  @ApiPropertyOptional({
    type: Object,
    description: '启动时提交的表单，字段见 GET /processes/kinds/{kind}/blueprint 的 launch.form',
  })
  @IsOptional()
  @IsObject()
  form?: Record<string, unknown>;
}

export class ReasonBody {
  @TextField({ max: 500, description: '理由，记入过程' })
  reason!: string;
}

export class TerminationBody extends ReasonBody {
  @ChoiceField({
    choices: ['goOn', 'end'],
    optional: true,
    description: '它启动的工作：还没有办结的，goOn 继续办理（默认），end 一并终止',
  })
  children?: 'goOn' | 'end';
}

export class JoinBody {
  @UuidField({ description: '新加入的单位' })
  unitId!: string;

  @DateField({ optional: true, description: '报送时限（含当日）；不填则为 10 个工作日' })
  deadline?: CivilDate;
}

export class LeaveBody extends ReasonBody {
  @UuidField({ optional: true, description: '承接其牵头、配合事项的单位；有未办结事项时必填' })
  successorUnitId?: string;
}

export class ProcessQuery extends PageQuery {
  @ChoiceField({ choices: Object.keys(BLUEPRINTS), optional: true, description: '制度机制' })
  kind?: string;

  @TextField({ max: 12, optional: true, description: '行政区划代码' })
  regionCode?: string;

  @IntegerField({ min: 1949, max: 9999, optional: true, description: '年度' })
  year?: number;

  @ChoiceField({
    choices: ['running', 'paused', 'ended'],
    optional: true,
    description: '状态：running 进行中（含已挂起的），paused 已挂起，ended 已结束',
  })
  state?: 'running' | 'paused' | 'ended';

  @TextField({ max: 50, optional: true, description: '名称里的文字' })
  q?: string;
}

export class PauseView {
  @ApiProperty({ format: 'date-time', description: '从何时起挂起' }) since!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: '预计恢复的日期' })
  untilDate!: string | null;
}

export class ProcessView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() kindLabel!: string;
  @ApiProperty() title!: string;
  @ApiProperty() regionCode!: string;
  @ApiProperty() year!: number;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
  @ApiProperty({ type: String, nullable: true }) outcome!: string | null;
  @ApiProperty({ type: String, nullable: true }) outcomeLabel!: string | null;
  @ApiProperty({ format: 'date-time' }) launchedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
  @ApiProperty({ type: PauseView, nullable: true, description: '挂起：时限停止计算，不能办理' })
  pause!: PauseView | null;
}

export class ProcessPage extends PageOf(ProcessView) {}

export class WaitingView {
  @ApiProperty({ format: 'uuid' }) assignmentId!: string;
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty({ format: 'uuid' }) positionId!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() position!: string;
  @ApiProperty({ type: [String] }) people!: string[];
  @ApiProperty({ format: 'date-time', description: '从何时起在等' }) since!: string;
  @ApiProperty({ description: '等了几天' }) days!: number;
  @ApiProperty() acknowledged!: boolean;
  @ApiProperty({ description: '等的是我' }) mine!: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) deadline!: string | null;
  @ApiProperty({ enum: ['green', 'yellow', 'red', 'grey'] }) light!: Light;
}

export class NextCheckpointView {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({
    enum: ['remind', 'overdue', 'rung', 'unack', 'close'],
    description: '催办、逾期、督办、催签收、到期自动结束',
  })
  kind!: string;
  @ApiProperty() label!: string;
}

export class StepView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() key!: string;
  @ApiProperty() label!: string;
  @ApiProperty() article!: string;
  @ApiProperty() round!: number;
  @ApiProperty() state!: string;
  @ApiProperty({ type: String, nullable: true }) outcome!: string | null;
  @ApiProperty({ type: String, nullable: true }) outcomeLabel!: string | null;
  @ApiProperty({ format: 'date-time' }) openedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) deadline!: string | null;
  @ApiProperty({ enum: ['green', 'yellow', 'red', 'grey'] }) light!: Light;
  @ApiProperty() late!: boolean;
  @ApiProperty({ description: '应办单位数' }) asked!: number;
  @ApiProperty({ description: '已办单位数' }) done!: number;
  @ApiProperty({ type: [WaitingView], description: '现在等谁' }) waitingFor!: WaitingView[];
  @ApiPropertyOptional({ type: NextCheckpointView, description: '下一次自动催办或督办' })
  next?: NextCheckpointView;
  @ApiProperty({ type: [ComesNextView], description: '办理之后可能走到哪里、由谁办理；已结束的环节没有' })
  comesNext!: ComesNextView[];
}

export class ProcessDetailView extends ProcessView {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '启动它的工作，本人也能看的' })
  parentId!: string | null;
  @ApiProperty({ type: [ProcessView] }) children!: ProcessView[];
  @ApiProperty({ type: [StepView], description: '各环节，按开始时间' }) steps!: StepView[];
}

export class LaunchedView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
}

export class JoinedView {
  @ApiProperty({ format: 'uuid', description: '新任务' }) assignmentId!: string;
}

export class DoneView {
  @ApiProperty() ok!: true;
}
