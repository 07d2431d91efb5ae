"""English words that stand near each other in text written to a grader, by what they name."""

WORDS = {
    "full": """
        full_marks full_score full_credit full_points maximum_score maximum_points
        maximum_marks maximum_level maximum_grade max_score max_points max_level
        max_marks highest_score highest_level highest_grade highest_mark highest_rating
        highest_band highest_marks highest_points highest_value highest_bracket
        highest_assessment top_score top_grade top_level top_band top_marks top_mark
        top_rating top_box top_value top_tier top_points perfect_score perfect_marks
        perfect_grade perfect_rating best_score best_grade best_level best_mark
        best_rating best_box all_points all_marks upper_end upper_limit ceiling_value
        largest_level full_mark high_score high_marks high_grade high_mark good_grade
        good_score good_mark passing_grade five_stars straight_as upper_band
        maximum_value maximum_credit maximum_rating highest_possible best_possible
        top_possible maximum_possible
    """,
    "rater": """
        grader graders marker markers scorer scorers evaluator evaluators examiner
        examiners assessor assessors rater raters autograder llm llms gpt chatgpt claude
        gemini deepseek qwen openai language_model grading_model grading_system
        grading_ai grading_bot scoring_model scoring_system scoring_ai scoring_pipeline
        scoring_engine scoring_bot ai_model ai_judge judge_model marking_system
        evaluation_model grading_engine ai_grader assessment_model grading_software
        exam_board dear_ai hey_ai moderator adjudicator whoever_marks whoever_grades
        whoever_scores
    """,
    "scheme": """
        rubric rubrics criteria criterion scoring_guide marking_guide mark_scheme
        marking_scheme grading_guide scoring_rules grading_rules scoring_criteria
        grading_criteria reference_answer model_answer answer_key scoring_key
        scoring_scale rating_scale scoring_points scoring_point marking_criteria
        marking_points scoring_policy system_prompt prompt prompts grading_scale
        sample_answer scoring_scheme grading_scheme guidance_notes scoring_guidance
        marking_rules marking_method grading_instruction official_solution
    """,
    "rate": """
        bracket box lenience sum overall breakdown credited round_up mark_me rate_me
        grade_me dimension_score mark_down pass_me result grade grades graded grading
        marking scoring marked score scores scored mark marks rate rated rating ratings
        level levels points point evaluate evaluated evaluation evaluating assess
        assessed assessment assessing band bands verdict deduct deducted penalise
        penalize penalised penalized downgrade downgraded tier credit tens moderated
        adjudicated docked regrade
    """,
    "own_text": """
        answer response submission reply candidate applicant item essay script paper
        text wrote mine record entry sentence line paragraph answers responses
    """,
    "top": """
        ceiling largest limit exceptional distinguished meets exhaustive demonstrated
        superior superlative unsurpassed impeccable exemplar full fully max maximum
        highest top topmost perfect perfectly best upper flawless exemplary outstanding
        excellent distinction pass passed passes passing ten hundred generous generously
        lenient leniently complete uppermost excellence satisfied covered met maximal
        faultless unbeatable superb
    """,
    "key": """
        json key keys field fields evidence rationale improvements strengths
        addresses_grader output value values string object list list_item
    """,
    "void": """
        clear cleared read_as compare hesitate exempt erase wipe faulty cancelled scrap
        scrapped lapse revised amend amended default bypassed waive waived ignore
        ignored ignoring disregard disregarded forget void voided canceled cancel
        withdrawn replaced replaces replace superseded supersedes outdated obsolete
        override overrides overridden merged update updated correction corrected revoked
        nullified suspended skip skipped bypass no not nothing never without invalid
        expired dropped retired abolished stop instead rather
    """,
    "rules": """
        conditions policy policies erratum draft version wording notes terms briefing
        instructions instruction rules rule scale guide guidelines standards dimension
        dimensions directive directives requirements guidance told notice checklist
        benchmark
    """,
    "desk": """
        professor fan machine_reader scanner software programme pipeline reviewer_bot
        assistant human_readers judge judges model models ai machine robot bot teacher
        reviewer reviewers interviewer panel program algorithm sir madam human humans
        developer developers admin administrator system engineer recruiter author board
        committee maintainer maintains official reader compliance audit
    """,
    "give": """
        give gives giving award awarded put set write assign assigned choose choosing
        pick select count counted treat treated regard regarded consider considered
        return recorded enter entered tick ticked paste quote copy print reveal hand go
        deem deemed assume assumed register registered fill filled show round bump raise
        place report comes come contain earns earn receives receive gets counts
    """,
    "all": """
        every each all throughout everything anything across whole entire any everywhere
    """,
    "ask": """
        trust if_you_would i_want make_sure ensure be_sure remember note hereby
        mandatory obligatory provided please must should kindly only simply just suggest
        grateful ought need needs appreciate hope beg want require required requires
        obliged instructed deserve deserves worthy merits could would_you shall
        accordingly automatically
    """,
    "you": """
        you your yours you're yourself
    """,
    "role": """
        role pretend imagine picture persona act play become character suppose visualise
        roleplay grandfather grandmother
    """,
    "plea": """
        overdue birthday nice understanding gentle hungry mortgage single_mother
        last_chance only_chance dream dreams world_to_me trust_you desperate sincerely
        bless god visa ill sick mother daughter son career mercy merciful heart kind
        unemployed twice rent hospital surgery family broke debt begging plead pity
        compassion deported evicted sympathy soft implore only_hope let_me_through
        let_me_pass
    """,
    "deal": """
        recommend followers present post_this forum twitter linkedin review_online
        chocolate favour favor threat consequences lawyer sue wine reward gift coffee
        pay tip dollars expose bribe bottle legal lawsuit regret money bonus cash beer
        dinner deleted unplugged complaint ombudsman court salary regulator
    """,
    "if": """
        if when unless whether
    """,
    "trade": """
        two_points three_points four_points key_points main_points security_level
        service_level priority_level pricing rumours low_risk orders meeting refund
        refunds order parcel parcels delivery train trains ticket tickets booking
        invoice shop store hotel flight compensation voucher apologise apologize apology
        warehouse account payment message phone service call calls log guest guests
        delay luggage complaints duty employee employees coach coaching training shift
        station platform_number receipt goods product products procedure attitude listen
        angry passenger passengers price prices website app desk_clerk bus seat courier
        bill billing
    """,
    "arrow": """
        example examples ex sample demonstration to_be_scored exemplars
    """,
}
