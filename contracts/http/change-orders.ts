import { ApiProperty } from '@nestjs/swagger';
import {
  CHANGE_ORDER_STATES,
  type ChangeOrderState,
} from '../../domain/blueprints/change-order.blueprint.js';
import { CHANGE_TYPES, type ChangeType } from '../../domain/change-orders/forms.js';
import { NestedListField, UuidField } from './field.js';
import { ChangeBody } from './forms/change-orders.js';
import { ChangesView } from './pauses.js';

const STATES = Object.keys(CHANGE_ORDER_STATES);

export class ChangePreviewBody {
  @UuidField({ description: '变更哪项工作' })
  processId!: string;

  @NestedListField(() => ChangeBody, { min: 1, max: 50, description: '各项变更' })
  changes!: ChangeBody[];
}

export class ChangeConflictView {
  @ApiProperty({ description: '第几项变更' }) number!: number;
  @ApiProperty({ description: '为什么不能办理' }) why!: string;
}

/** Every deadline and unit that would be different, and what can't be done. */
export class ChangePreviewView extends ChangesView {
  @ApiProperty({ type: [ChangeConflictView] }) conflicts!: ChangeConflictView[];
}

export class ChangeOrdersQuery {
  @UuidField({ description: '变更的是哪项工作' })
  processId!: string;
}

export class ChangeOrderLineView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ enum: STATES }) state!: ChangeOrderState;
  @ApiProperty() stateLabel!: string;
  @ApiProperty({ description: '几项变更' }) changes!: number;
  @ApiProperty({ format: 'date-time' }) launchedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) settledAt!: string | null;
}

export class ChangeOrderList {
  @ApiProperty({ type: [ChangeOrderLineView] }) items!: ChangeOrderLineView[];
}

/** One change as it was written. */
export class ChangeView {
  @ApiProperty() number!: number;
  @ApiProperty({ enum: CHANGE_TYPES }) type!: ChangeType;
  @ApiProperty() label!: string;
  @ApiProperty({ type: Object, additionalProperties: true, description: '提交的内容' })
  input!: Record<string, unknown>;
  @ApiProperty({
    type: Object,
    additionalProperties: true,
    description: '提交时的情况；审批时已变化的不能生效',
  })
  seen!: Record<string, unknown>;
}

export class ChangedProcessView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() kind!: string;
  @ApiProperty() kindLabel!: string;
  @ApiProperty({ enum: ['running', 'ended'] }) state!: string;
}

export class OvertakenView extends ChangeConflictView {
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class ChangeOrderView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ enum: STATES }) state!: ChangeOrderState;
  @ApiProperty() stateLabel!: string;
  @ApiProperty({ type: ChangedProcessView, description: '变更的是哪项工作' }) process!: ChangedProcessView;
  @ApiProperty({ type: [ChangeView] }) changes!: ChangeView[];
  @ApiProperty({ type: ChangePreviewView, nullable: true, description: '现在批准会怎样；已了结的没有' })
  preview!: ChangePreviewView | null;
  @ApiProperty({ type: ChangesView, nullable: true, description: '生效时移动了什么' })
  outcome!: ChangesView | null;
  @ApiProperty({ type: OvertakenView, nullable: true, description: '上次批准时已生变化的一项' })
  overtaken!: OvertakenView | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) settledAt!: string | null;
}
