/** First attempts at one question. */
export interface Answered {
  /** Numbers of the learners, from 0 on. */
  readonly learners: readonly number[];
  /** 0 to 2, a learner's each. */
  readonly scores: readonly number[];
}

export interface Estimate {
  /** On Elo's scale: 1500 in the middle, 400 more are ten times the odds. */
  readonly rating: number;
  /** One standard deviation of it. */
  readonly uncertainty: number;
  /** How well it tells those who know more from others, -1 to 1; null where too few have tried it. */
  readonly discrimination: number | null;
}

const MIDDLE = 1_500;
const POINTS = 400 / Math.LN10;
/** Variances of what is taken for granted before there is an attempt, in logits. */
const OF_ABILITY = 1;
const OF_DIFFICULTY = 4;
/** By then nothing moves by as much as a point. */
const ROUNDS = 30;
const ENOUGH_TO_CORRELATE = 20;

/**
 * The one-parameter logistic model (Rasch 1960): the chance to know is 1 / (1 + e^(difficulty - ability)). Abilities and difficulties are
 * those that are likeliest together, with normal priors, found by Newton's method in turns (Pelánek 2016 compares it with Elo's
 * updates, which depend on the order in which attempts come; this doesn't, so that a replay gives the same). Half known counts half.
 */
export class Calibration {
  readonly #abilities: Float64Array;
  readonly #difficulties: Float64Array;
  /** Curvatures, which the uncertainty follows from. */
  readonly #ofLearners: Float64Array;
  readonly #ofQuestions: Float64Array;

  constructor(
    private readonly questions: readonly Answered[],
    learners: number,
  ) {
    this.#abilities = new Float64Array(learners);
    this.#ofLearners = new Float64Array(learners);
    this.#difficulties = new Float64Array(questions.length);
    this.#ofQuestions = new Float64Array(questions.length);
  }

  /** @param pause between rounds, for others to have their turn */
  async estimates(pause: () => Promise<unknown>): Promise<Estimate[]> {
    for (let round = 0; round < ROUNDS; round++) {
      this.#adaptLearners();
      this.#adaptQuestions();
      await pause();
    }
    return this.questions.map((answered, question) => ({
      rating: Math.round(MIDDLE + POINTS * (this.#difficulties[question] as number)),
      uncertainty: Math.round(POINTS / Math.sqrt(this.#ofQuestions[question] as number)),
      discrimination: this.#discrimination(answered, question),
    }));
  }

  #known(learner: number, question: number): number {
    return 1 / (1 + Math.exp((this.#difficulties[question] as number) - (this.#abilities[learner] as number)));
  }

  #adaptLearners(): void {
    const slopes = this.#abilities.map((ability) => -ability / OF_ABILITY);
    const curvatures = this.#ofLearners.fill(1 / OF_ABILITY);
    this.questions.forEach(({ learners, scores }, question) => {
      learners.forEach((learner, index) => {
        const known = this.#known(learner, question);
        slopes[learner] = (slopes[learner] as number) + (scores[index] as number) / 2 - known;
        curvatures[learner] = (curvatures[learner] as number) + known * (1 - known);
      });
    });
    slopes.forEach((slope, learner) => step(this.#abilities, learner, slope / (curvatures[learner] as number)));
  }

  #adaptQuestions(): void {
    this.questions.forEach(({ learners, scores }, question) => {
      let slope = -(this.#difficulties[question] as number) / OF_DIFFICULTY;
      let curvature = 1 / OF_DIFFICULTY;
      learners.forEach((learner, index) => {
        const known = this.#known(learner, question);
        slope += known - (scores[index] as number) / 2;
        curvature += known * (1 - known);
      });
      this.#ofQuestions[question] = curvature;
      step(this.#difficulties, question, slope / curvature);
    });
  }

  /** The correlation of scores with what learners show at all other questions. */
  #discrimination({ learners, scores }: Answered, question: number): number | null {
    if (learners.length < ENOUGH_TO_CORRELATE) return null;
    const elsewhere = learners.map((learner, index) => {
      const known = this.#known(learner, question);
      const own = ((scores[index] as number) / 2 - known) / (this.#ofLearners[learner] as number);
      return (this.#abilities[learner] as number) - own;
    });
    return Math.round(correlation(scores, elsewhere) * 100) / 100;
  }
}

/** A first guess may be far off: no leaps over more than a logit. */
function step(values: Float64Array, index: number, by: number): void {
  values[index] = (values[index] as number) + Math.max(-1, Math.min(1, by));
}

/** Pearson's; 0 where one of the two doesn't vary. */
export function correlation(xs: readonly number[], ys: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(xs), mean(ys)];
  let [xy, xx, yy] = [0, 0, 0];
  xs.forEach((x, index) => {
    const [dx, dy] = [x - meanX, (ys[index] as number) - meanY];
    [xy, xx, yy] = [xy + dx * dy, xx + dx * dx, yy + dy * dy];
  });
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
}
