import { ApiProperty } from '@nestjs/swagger';

/** Where something stands in the picture: layers follow the work, rows lie side by side. */
export class FlowPlace {
  @ApiProperty({ description: '第几层，从 0 起，沿办理方向' }) layer!: number;
  @ApiProperty({ description: '层内第几个，从 0 起' }) row!: number;
}

export class FlowNode extends FlowPlace {
  @ApiProperty({ example: 'solve' }) key!: string;
  @ApiProperty({
    enum: ['begin', 'step', 'wait', 'end'],
    description: 'begin 启动，step 环节，wait 等候别处的结果，end 结束',
  })
  type!: 'begin' | 'step' | 'wait' | 'end';
  @ApiProperty({ example: '办理' }) label!: string;
  @ApiProperty({ type: String, nullable: true, description: '请承办人做什么' }) ask!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '依据的条款' }) article!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '由谁办理', example: '牵头单位' })
  owner!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '签批方式', example: '会签：全部办理' })
  ruleLabel!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '5个工作日内' }) deadline!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '法定日期已过时的时限' })
  deadlineIfPast!: string | null;
  @ApiProperty({ description: '与主线同时进行，主线不等它' }) beside!: boolean;
  @ApiProperty({ description: '办理后文件已经发出，不再退回这一环节之前' }) final!: boolean;
  @ApiProperty({ description: '可以退回前面办过的任一环节（图上不逐一画出）' }) returnable!: boolean;
}

export class FlowEdge {
  @ApiProperty({ example: 'solve' }) from!: string;
  @ApiProperty({ example: 'confirm' }) to!: string;
  @ApiProperty({ type: [String], description: '由哪些办理结果走到这里', example: ['solved'] })
  outcomes!: string[];
  @ApiProperty({ type: String, nullable: true, description: '办理结果和条件', example: '已办成' })
  label!: string | null;
  @ApiProperty({
    enum: ['forward', 'back', 'beside'],
    description: 'forward 向前，back 回到前面，beside 同时开启',
  })
  type!: 'forward' | 'back' | 'beside';
  @ApiProperty({ type: [FlowPlace], description: '跨层的线经过的空位，画线时绕开环节' })
  via!: FlowPlace[];
}

/** The picture of a process as its blueprint has it. */
export class FlowView {
  @ApiProperty({ example: 'needItem' }) kind!: string;
  @ApiProperty({ example: '双清单事项' }) label!: string;
  @ApiProperty() version!: number;
  @ApiProperty({ description: '共几层' }) layers!: number;
  @ApiProperty({ description: '最宽的一层有几个' }) rows!: number;
  @ApiProperty({ type: [FlowNode] }) nodes!: FlowNode[];
  @ApiProperty({ type: [FlowEdge] }) edges!: FlowEdge[];
}

export class ProcessFlowNode extends FlowNode {
  @ApiProperty({
    enum: ['done', 'current', 'notYet', 'notTaken'],
    description: 'done 已办，current 正在办，notYet 还没到，notTaken 这项工作不会经过',
  })
  state!: 'done' | 'current' | 'notYet' | 'notTaken';
  @ApiProperty({ description: '办过几轮，含正在办的' }) rounds!: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '最近一轮' })
  stepId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '最近一轮的办理结果' })
  outcomeLabel!: string | null;
}

export class ProcessFlowEdge extends FlowEdge {
  @ApiProperty({ description: '这项工作走过' }) taken!: boolean;
}

/** The same, with where one process stands in it. */
export class ProcessFlowView extends FlowView {
  @ApiProperty({ type: [ProcessFlowNode] }) declare nodes: ProcessFlowNode[];
  @ApiProperty({ type: [ProcessFlowEdge] }) declare edges: ProcessFlowEdge[];
}

/** What a step may lead to: the next step and who has it. */
export class ComesNextView {
  @ApiProperty({ type: String, nullable: true, description: '什么结果之后', example: '已办成' })
  after!: string | null;
  @ApiProperty({ example: 'confirm' }) key!: string;
  @ApiProperty({ example: '提出单位确认' }) label!: string;
  @ApiProperty({ type: String, nullable: true, example: '提出单位' }) owner!: string | null;
}
