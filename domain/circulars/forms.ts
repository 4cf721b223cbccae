import type { CivilDate } from '../time/zone.js';
import type { CircularKind, Meeting, TypicalKind } from './kinds.js';

/** What launches and decisions of a circular hand in with them. Shapes only: the API validates them field by field. */
export interface CircularLaunchForm {
  title: string;
  circularKind: CircularKind;
  /** For `typical`, and only for it. */
  typicalKind?: TypicalKind;
}

/** 收文登记: the superior's document, or a leader's speech or written instruction, which may have no number. */
export interface CircularSourceForm {
  issuer: string;
  number?: string;
  title: string;
  /** One paragraph a line. */
  text: string;
  receivedDate: CivilDate;
}

/** To whom it goes. */
export interface AddresseesForm {
  /** 主送 units of the own region: each signs for it. */
  recipientUnitIds: string[];
  /** 抄送 units: they sign for it too. */
  copyUnitIds: string[];
  /** Lower regions it is forwarded to. Each of them that has an office gets a circular of its own. */
  regionCodes: string[];
  /** Last day to sign for it; 3 working days when left out. */
  receiptDate?: CivilDate;
}

export interface OpinionForm {
  title: string;
  text: string;
}

/** 贯彻意见, numbered in the order they stand. */
export interface CircularOpinionsForm extends AddresseesForm {
  opinions: OpinionForm[];
}

/** 重点工作: the instant the figures are of, and what the office says about them. */
export interface CircularFiguresForm {
  cutOffDate: CivilDate;
  /** 18:00; the end of the day when left out. */
  cutOffTime?: string;
  text: string;
  recipientUnitIds: string[];
  receiptDate?: CivilDate;
}

export interface CircularPresentedForm {
  meeting: Meeting;
  heldDate: CivilDate;
  /** Which one, for instance 第二次全体会议. */
  meetingTitle: string;
  note?: string;
}

export interface CircularCaseForm {
  text: string;
  /** The scope (范围): whom it is addressed to. Of a dereliction nobody else hears. */
  recipientUnitIds: string[];
  receiptDate?: CivilDate;
}

export interface CircularForms {
  circularLaunch: CircularLaunchForm;
  circularSource: CircularSourceForm;
  circularOpinions: CircularOpinionsForm;
  circularAddressees: AddresseesForm;
  circularFigures: CircularFiguresForm;
  circularPresented: CircularPresentedForm;
  circularCase: CircularCaseForm;
}

export type CircularFormKey = keyof CircularForms;
