import { ApiProperty } from '@nestjs/swagger';
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/documents/document.js';
import type { CivilDate } from '../../domain/time/zone.js';
import { BooleanField, ChoiceField, DateField, IntegerField, TextField, UuidField, flag } from './field.js';
import { PageOf, PageQuery } from './page.js';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const CSV = 'text/csv';
export class DocumentQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码' })
  region?: string;

  @IntegerField({ min: 2000, max: 2100, optional: true, description: '文号的年份' })
  year?: number;

  @ChoiceField({ choices: DOCUMENT_KINDS, optional: true, description: '文种' })
  kind?: DocumentKind;

  @ChoiceField({ choices: ['issued', 'void'], optional: true, description: '状态：有效、作废' })
  state?: 'issued' | 'void';

  @UuidField({ optional: true, description: '只看这个流程的' })
  processId?: string;

  @TextField({ max: 50, optional: true, description: '标题或文号里的文字' })
  q?: string;

  @BooleanField({ optional: true, description: '只看发给本单位、尚未签收的' })
  @flag
  unreceived?: boolean;
}

export class DocumentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: DOCUMENT_KINDS }) kind!: DocumentKind;
  @ApiProperty({ example: '通报' }) kindLabel!: string;
  @ApiProperty({ example: '双双拥办通〔2027〕1号' }) number!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ description: '发文机关' }) issuer!: string;
  @ApiProperty() region!: string;
  @ApiProperty() year!: number;
  @ApiProperty({ description: '顺序号，每个机关、文种、年度各自连续' }) serial!: number;
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() process!: string;
  @ApiProperty({ enum: ['issued', 'void'] }) state!: string;
  @ApiProperty({ format: 'date-time' }) issuedAt!: string;
  @ApiProperty({ type: String, nullable: true }) issuedBy!: string | null;
  @ApiProperty({ description: '应签收单位数' }) asked!: number;
  @ApiProperty({ description: '已签收单位数' }) received!: number;
  @ApiProperty({ type: String, nullable: true }) voidReason!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) voidedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) voidedBy!: string | null;
}

export class DocumentPage extends PageOf(DocumentView) {}

export class RecipientView {
  @ApiProperty({ format: 'uuid' }) unitId!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: ['main', 'copy'], description: '主送、抄送' }) role!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) receivedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) receivedBy!: string | null;
}

export class DocumentDetail extends DocumentView {
  @ApiProperty({ type: Object, description: '印发时定格的内容' }) content!: object;
  @ApiProperty({ description: '内容的 SHA-256（规范 JSON），过程记录里是同一个值' }) contentSha256!: string;
  @ApiProperty({ type: [RecipientView] }) recipients!: RecipientView[];
  @ApiProperty({ description: '您可以签收' }) mayReceive!: boolean;
  @ApiProperty({ description: '您可以作废' }) mayVoid!: boolean;
}

export class VoidBody {
  @TextField({ max: 500, description: '作废的理由，记入过程' })
  reason!: string;
}

export class IncomingQuery extends PageQuery {
  @TextField({ max: 12, optional: true, description: '行政区划代码' })
  region?: string;

  @IntegerField({ min: 1949, max: 9999, optional: true, description: '收文的年份' })
  year?: number;

  @TextField({ max: 50, optional: true, description: '来文机关、文号或标题里的文字' })
  q?: string;
}

export class IncomingBody {
  @TextField({ max: 12, optional: true, description: '登记到哪个地区的双拥办；不填则为本人所在的' })
  region?: string;

  @TextField({ max: 100, description: '来文机关' })
  issuer!: string;

  @TextField({ max: 60, description: '来文字号；没有的填“无”' })
  number!: string;

  @TextField({ max: 200, description: '标题' })
  title!: string;

  @DateField({ description: '收到的日期', example: '2027-03-18' })
  receivedOn!: CivilDate;

  @TextField({ max: 500, optional: true, description: '办理要求等' })
  note?: string;
}

export class IncomingFileView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: '来文扫描件.pdf' }) name!: string;
  @ApiProperty({ example: 'application/pdf' }) mediaType!: string;
  @ApiProperty({ description: '字节数' }) size!: number;
  @ApiProperty({ description: '内容的 SHA-256，十六进制' }) sha256!: string;
  @ApiProperty({
    description: '是否检查过全部正文有无涉密标志；图片、扫描的 PDF、OFD 为 false，须由上传人自行把关',
  })
  textChecked!: boolean;
  @ApiProperty({ format: 'date-time' }) uploadedAt!: string;
  @ApiProperty({ description: '上传人' }) uploadedBy!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '已移除的不能再下载' })
  removedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) removedBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) removedReason!: string | null;
}

export class IncomingFileRemovalBody {
  @TextField({ max: 500, description: '移除的理由，留在登记簿里' })
  reason!: string;
}

export class IncomingView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() region!: string;
  @ApiProperty({ description: '收文单位' }) office!: string;
  @ApiProperty() year!: number;
  @ApiProperty({ description: '来文机关' }) issuer!: string;
  @ApiProperty() number!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ format: 'date' }) receivedOn!: string;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: '本系统内印发的，可查阅原文' })
  documentId!: string | null;
  @ApiProperty({ description: '来文机关已作废' }) voided!: boolean;
  @ApiProperty({ format: 'date-time' }) registeredAt!: string;
  @ApiProperty({ type: String, nullable: true, description: '自动登记的为 null' }) registeredBy!:
    string | null;
  @ApiProperty({ type: [IncomingFileView], description: '扫描件、原件，含已移除的' })
  files!: IncomingFileView[];
  @ApiProperty({ description: '您可以添加、移除文件' }) mayChangeFiles!: boolean;
}

export class IncomingPage extends PageOf(IncomingView) {}

export class RegisterExportQuery {
  @ChoiceField({
    choices: ['outgoing', 'incoming'],
    optional: true,
    description: '哪一本登记：发文登记（默认）、收文登记',
  })
  register: 'outgoing' | 'incoming' = 'outgoing';

  @ChoiceField({ choices: ['xlsx', 'csv'], optional: true, description: '文件格式，默认 xlsx' })
  format: 'xlsx' | 'csv' = 'xlsx';

  @TextField({ max: 12, optional: true, description: '行政区划代码' })
  region?: string;

  @IntegerField({ min: 2000, max: 2100, optional: true, description: '年度' })
  year?: number;

  @ChoiceField({ choices: DOCUMENT_KINDS, optional: true, description: '文种，只用于发文登记' })
  kind?: DocumentKind;
}

export class OfficeQuery {
  @TextField({ max: 12, optional: true, description: '哪个地区的双拥办；不填则为本人所在的' })
  region?: string;
}

export class WordBody extends OfficeQuery {
  @TextField({ min: 2, max: 20, description: '机关代字，不带年份和序号', example: '双双拥办发' })
  word!: string;
}

export class WordView {
  @ApiProperty({ enum: DOCUMENT_KINDS }) kind!: DocumentKind;
  @ApiProperty() kindLabel!: string;
  @ApiProperty({ example: '双双拥办发' }) word!: string;
  @ApiProperty({ description: '没有另行规定时的机关代字' }) usual!: string;
  @ApiProperty({ description: '今年已用到的顺序号' }) last!: number;
  @ApiProperty({ example: '双双拥办发〔2027〕4号', description: '下一个文号' }) next!: string;
}

export class WordList {
  @ApiProperty({ format: 'uuid' }) officeUnitId!: string;
  @ApiProperty() office!: string;
  @ApiProperty({ type: [WordView] }) items!: WordView[];
}

export class DocumentTemplateQuery extends OfficeQuery {
  @TextField({ max: 150, description: '文件名，带扩展名', example: '通报模板.docx' })
  name!: string;
}

export class TemplateVersionView {
  @ApiProperty() version!: number;
  @ApiProperty({ type: String, nullable: true, description: '恢复内置版式的为 null' }) name!: string | null;
  @ApiProperty({ type: Number, nullable: true }) size!: number | null;
  @ApiProperty({ type: String, nullable: true }) sha256!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty() createdBy!: string;
}

export class TemplateView {
  @ApiProperty({ enum: DOCUMENT_KINDS }) kind!: DocumentKind;
  @ApiProperty() kindLabel!: string;
  @ApiProperty({ description: '现用内置版式' }) builtIn!: boolean;
  @ApiProperty({ type: [TemplateVersionView], description: '新的在前；已印发的公文按当时的版本成文' })
  versions!: TemplateVersionView[];
}

export class TemplateList {
  @ApiProperty({ type: [TemplateView] }) items!: TemplateView[];
  @ApiProperty({ type: Object, description: '可用的占位符及其含义' }) placeholders!: object;
}

export class SupervisionBody {
  @TextField({ max: 1000, description: '督办要求' })
  requirement!: string;

  @DateField({ optional: true, description: '反馈时限，含当日', example: '2027-06-30' })
  replyBy?: CivilDate;
}

export class SupervisionView {
  @ApiProperty({ format: 'uuid' }) documentId!: string;
  @ApiProperty({ example: '双双拥办督〔2027〕5号' }) number!: string;
  @ApiProperty({ enum: ['blue', 'orange', 'red'], description: '时限内蓝色，逾期橙色，第三级督办起红色' })
  colour!: string;
}
