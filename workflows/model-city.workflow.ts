import type { ProcessInput } from '../contracts/processes/processes.js';
import type { NamingStep } from '../domain/blueprints/naming.js';
import { modelCity as blueprint } from '../domain/blueprints/model-city.blueprint.js';
import { nameCandidates } from './kit/naming.js';
import { asWorkflow, type Procedure } from './kit/process.js';

/** 双拥模范城（县）创建命名：下级申报或者办公室提名，审查、公示、审定、命名 (丰都2020年双拥工作要点 四（二）). */
export const modelCityProcedure: Procedure<NamingStep, ProcessInput> = { blueprint, run: nameCandidates };

export const modelCity = asWorkflow(modelCityProcedure);
