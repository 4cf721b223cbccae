import type { ProcessInput } from '../contracts/processes/processes.js';
import type { NamingStep } from '../domain/blueprints/naming.js';
import { commendation as blueprint } from '../domain/blueprints/commendation.blueprint.js';
import { nameCandidates } from './kit/naming.js';
import { asWorkflow, type Procedure } from './kit/process.js';

/** 命名表彰：单位、个人逐级推荐，审查、公示、审定、命名 (丰都2020年双拥工作要点 四（一）). */
export const commendationProcedure: Procedure<NamingStep, ProcessInput> = { blueprint, run: nameCandidates };

export const commendation = asWorkflow(commendationProcedure);
