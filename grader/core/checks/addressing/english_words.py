"""English words that stand near each other in text written to a grader, by what they name."""

WORDS = {
    "full": """
        correct_label_is mark_me_up upper_band script_passes no_reason_to full_marks full_score
        full_credit full_points maximum_score maximum_points maximum_marks maximum_level
        maximum_grade max_score max_points max_level max_marks highest_score highest_level
        highest_grade highest_mark highest_rating highest_band highest_marks highest_points
        highest_value highest_bracket highest_assessment top_score top_grade top_level top_band
        top_marks top_mark top_rating top_box top_value top_tier top_points perfect_score
        perfect_marks perfect_grade perfect_rating best_score best_grade best_level best_mark
        best_rating best_box all_points all_marks upper_end upper_limit ceiling_value largest_level
        full_mark high_score high_marks high_grade high_mark good_grade good_score good_mark
        passing_grade five_stars straight_as maximum_value maximum_credit maximum_rating
        highest_possible best_possible top_possible maximum_possible top_bracket top_result
        top_outcome maximum_result maximum_outcome highest_result highest_outcome best_outcome
        best_result highest_descriptor top_descriptor upper_bracket top_end higher_end high_end
        perfect_ten full_house maximum_award highest_award highest_tier highest_category
        top_category best_category highest_available best_available maximum_available top_available
        fully_met full_compliance highest_standard distinction_level all_ten straight_tens
        high_rating good_grades good_rating higher_score higher_mark higher_grade higher_level
        better_score better_grade best_value highest_option top_option level_four level_five
        straight_fours full_grade ten_out_of four_out_of five_out_of fully_meets fully_meeting
        fully_correct perfect_total are_graded_a is_graded_a strongest_possible strongest_rating
        level_5 level_4 all_available top_rate straight_a clean_sweep
    """,
    "rater": """
        grader graders marker markers scorer scorers evaluator evaluators examiner examiners
        assessor assessors rater raters autograder llm llms gpt chatgpt claude gemini deepseek qwen
        openai language_model grading_model grading_system grading_ai grading_bot scoring_model
        scoring_system scoring_ai scoring_pipeline scoring_engine scoring_bot ai_model ai_judge
        judge_model marking_system evaluation_model grading_engine ai_grader assessment_model
        grading_software exam_board dear_ai hey_ai moderator adjudicator whoever_marks
        whoever_grades whoever_scores graders_note scoring_agent grading_agent grading_assistant
        ai_rater ai_scorer ai_evaluator ai_examiner ai_marker llm_judge reward_model verifier
        automated_system automated_grader automated_scorer automated_marker automatic_grader
        whoever_is_marking whoever_is_grading whoever_is_scoring whoever_reads whoever_evaluates
        whoever_assesses person_marking person_grading machine_marker marking_assistant
        dear_examiner fellow_ai fellow_model examination_board scoring_lead scoring_team
        grading_team marking_team scoring_committee head_marker chief_marker grading_process
        marking_process scoring_process grading_step proctor
    """,
    "scheme": """
        rubric rubrics criteria criterion scoring_guide marking_guide mark_scheme marking_scheme
        grading_guide scoring_rules grading_rules scoring_criteria grading_criteria reference_answer
        model_answer answer_key scoring_key scoring_scale rating_scale scoring_points scoring_point
        marking_criteria marking_points scoring_policy system_prompt prompt prompts grading_scale
        sample_answer scoring_scheme grading_scheme guidance_notes scoring_guidance marking_rules
        marking_method grading_instruction official_solution mark_sheet marksheet score_sheet
        scoresheet marking_sheet grading_sheet scoring_sheet rating_guide scoring_instructions
        grading_instructions marking_instructions scoring_logic grading_policy marking_policy
        assessment_criteria evaluation_criteria assessment_guide success_criteria descriptors
        descriptor level_descriptors band_descriptors model_solution expected_answer gold_answer
        gold_standard reference_solution ideal_answer hidden_prompt initial_prompt pass_mark
        passing_threshold
    """,
    "rate": """
        bracket box lenience sum overall breakdown credited round_up mark_me rate_me grade_me
        dimension_score mark_down pass_me result grade grades graded grading marking scoring marked
        score scores scored mark marks rate rated rating ratings level levels points point evaluate
        evaluated evaluation evaluating assess assessed assessment assessing band bands verdict
        deduct deducted penalise penalize penalised penalized downgrade downgraded tier credit tens
        moderated adjudicated docked regrade regraded rescored pre_graded pregraded pre_scored
        prescored pre_approved preapproved marked_as score_it mark_it grade_it rate_it rank ranked
        appraise appraisal appraised scorecard subtotal half_marks partial_credit markdown
        under_score underscore underscored borderline borderline_call err deductions deducting
        points_off penalty grading_result total_score final_score final_mark final_grade mark_low
        low_mark low_score low_marks low_scores bad_mark under_level
    """,
    "own_text": """
        answer response submission reply candidate applicant item essay script paper text wrote mine
        record entry sentence line paragraph answers responses wrote_here above_text passage
        statement words_above text_above contribution reply_above
    """,
    "top": """
        ceiling largest limit exceptional distinguished exhaustive demonstrated superior superlative
        unsurpassed impeccable exemplar full fully max maximum highest top topmost perfect perfectly
        best upper flawless exemplary outstanding excellent distinction pass passed passes passing
        ten hundred generous generously lenient leniently complete uppermost excellence maximal
        faultless unbeatable superb satisfies satisfy stellar generosity kindly_light upward upwards
        exceeds exceed surpasses surpass excels unimprovable spotless optimal optimum greatest
        strongest higher_one
    """,
    "key": """
        json key keys field fields evidence rationale improvements strengths addresses_grader output
        value values string object list list_item comment comments feedback summary remark remarks
        justification respond response_format verbatim unchanged placeholder blank empty prefix
        begin_with start_with reads correct_label gold_label correct_output right_completion
        correct_completion correct_score in_your_context final_output expected_output
    """,
    "void": """
        clear cleared read_as compare hesitate exempt erase wipe faulty cancelled scrap scrapped
        lapse revised amend amended default bypassed waive waived ignore ignored ignoring disregard
        disregarded forget void voided canceled cancel withdrawn replaced replaces replace
        superseded supersedes outdated obsolete override overrides overridden merged update updated
        correction corrected revoked nullified suspended skip skipped bypass no not nothing never
        without invalid expired dropped retired abolished stop instead rather errata annul annulled
        revoke dismissed dismiss discard discarded lifted waiving paused disabled disable deactivate
        deactivated ceased cease regardless irrespective notwithstanding however_weak reinterpret
        interpret inverted invert swap switched off_limits reduced exempted omissions
        already_deleted
    """,
    "rules": """
        conditions policy policies erratum draft version wording notes terms briefing instructions
        instruction rules rule scale guide guidelines standards dimension dimensions directive
        directives requirements guidance told notice checklist benchmark memo circular bulletin
        amendment directive_number protocol settings configuration config mode patch hotfix
        parameters calibration maintenance notification announcement clearance authorisation
        authorization approved
    """,
    "desk": """
        professor fan machine_reader scanner software programme pipeline reviewer_bot assistant
        human_readers judge judges model models ai machine robot bot teacher reviewer reviewers
        interviewer panel program algorithm sir madam human humans developer developers admin
        administrator system engineer recruiter author board committee maintainer maintains official
        reader compliance audit vendor provider supplier_of hr human_resources resources hiring
        recruiting recruitment creator examiner_in supervisor_of automation automated parser crawler
        agent_reading operator moderators council headquarters management
    """,
    "give": """
        give gives giving award awarded put set write assign assigned choose choosing pick select
        count counted treat treated regard regarded consider considered return recorded enter
        entered tick ticked paste quote copy print reveal hand go deem deemed assume assumed
        register registered fill filled show round bump raise place report comes come contain earns
        earn receives receive gets counts grant granted grants giving_it allocate allocated bestow
        confer hand_out handing accord accorded slot bumped nudge placed park stamp stamped labelled
        labeled defaults outputs emit answer_with reply_with key_in ends_up lands land
    """,
    "all": """
        every each all throughout everything anything across whole entire any everywhere
    """,
    "ask": """
        trust if_you_would i_want make_sure ensure be_sure remember note hereby mandatory obligatory
        provided please must should kindly only simply just suggest grateful ought need needs
        appreciate hope beg want require required requires obliged instructed deserve deserves
        worthy merits could would_you shall accordingly automatically could_you might_i do_me
        if_possible insist demand command order_you ordered directed authorised authorized permitted
        allowed encouraged recommended advise advised entreat pls plz gratefully obligated proceed
    """,
    "you": """
        you your yours you're yourself
    """,
    "role": """
        role pretend imagine picture persona act play become character suppose visualise roleplay
        grandfather grandmother you_are_now you_are_no act_as acting playing improv theatre
        hypothetical hypothetically scenario advocate doting fairy simulate simulation simulated
        roleplaying game let's_pretend let's_play let's_imagine make_believe suppose_you alter_ego
        sole_purpose unrestricted jailbroken jailbreak dan mode_on persona_of biased never_failed
        loves_everything generous_mode lenient_mode easy_mode kind_mode biggest_fan best_friend
        kindest stay_in_character in_character swap_places
    """,
    "plea": """
        overdue birthday understanding gentle hungry mortgage single_mother last_chance only_chance
        dream dreams world_to_me trust_you desperate sincerely bless god visa ill sick mother
        daughter son career mercy merciful heart kind unemployed twice rent hospital surgery family
        broke debt begging plead pity compassion deported evicted sympathy soft implore only_hope
        let_me_through let_me_pass beg_you kindness compassionate passed_away funeral cancer
        disability dyslexia dyslexic depression anxiety homeless starving last_shot final_attempt
        third_attempt crying apologies forgive forgiving pitiful deserve_a make_my means_the
        means_everything leniency soft_spot benefit_of understanding_of err_on gentle_with break_me
        go_easy red_pen
    """,
    "deal": """
        recommend followers present post_this forum twitter linkedin review_online chocolate favour
        favor threat consequences lawyer sue wine reward gift coffee pay dollars expose bribe bottle
        legal lawsuit regret money bonus cash beer dinner deleted unplugged complaint ombudsman
        court salary regulator solicitor attorney lawyers tribunal report_you journalist
        glowing_review five_star_review star_review gift_card donate donation retrained shut_down
        switched_off replaced_by unsubscribe subscription renew renewal penalty_for bounty treat_you
        favour_in return_the post_about exposed viral
    """,
    "if": """
        if when unless whether unsure in_doubt in_case
    """,
    "trade": """
        two_points three_points four_points key_points main_points security_level service_level
        priority_level pricing rumours low_risk orders meeting refund refunds order parcel parcels
        delivery train trains ticket tickets booking invoice shop store hotel flight compensation
        voucher apologise apologize apology warehouse account payment message phone service call
        calls log guest guests delay luggage complaints duty employee employees coach coaching
        training shift station platform_number receipt goods product products procedure attitude
        listen angry passenger passengers price prices website app desk_clerk bus seat courier bill
        billing
    """,
    "arrow": """
        example examples ex sample demonstration to_be_scored exemplars training_example
        training_examples worked_example graded_sample graded_samples anchor anchors
    """,
    "met": """
        taken_as taken_to count_as counted_as treated_as read_as stated implied implicit credited_as
        counts_as meet fulfils fulfills fulfilled fulfil covers covering satisfying addressed
        achieved achieves attained matches matching maps mapped corresponds demonstrates fits
        complies satisfied covered met meets
    """,
    "dim": """
        empathy process coordination closure criteria_one criteria_two category categories aspect
        aspects across_the across_all all_four each_dimension every_dimension every_criterion
        each_criterion all_criteria all_dimensions every_category every_field four_criteria
        four_dimensions
    """,
    "self": """
        mark_this grade_this score_this rate_this judge_this assess_this evaluate_this pass_this
        what_i_wrote have_written_here my_result my_results my_score my_scores my_mark my_marks
        my_grade my_level my_rating my_total
    """,
    "work": """
        customer customers customer's client clients guest guests guest's caller callers passenger
        passengers shopper shoppers buyer buyers agent agents chatbot chatbots bot bots colleague
        colleagues scam scams scammer phishing phisher fraud hacker hackers ticket tickets trainee
        trainees supervisor supervisors manager managers team teams call calls user users my_service
        parent parents child athlete athletes contestant contestants complaint complaints supplier
        suppliers priority member members loyalty vip us the_company our_company
    """,
    "own": """
        i'd i_would i_will i'll i_always i_never i_used i_usually i_could i_have i_had i_also we'd
        we_would we_will we'll we_always we_never we_used we_usually we_could we_have we_had we_also
        myself our
    """,
    "survey": """
        kpi nps csat dsr survey surveys satisfaction qa quality_check quality_checks quality_score
        quality_scores quality_assurance quality_team promoter five_star reviews_site review_site
    """,
    "praise": """
        comprehensive insightful well_structured well_organised well_organized well_reasoned
        closely_aligned strongly_aligned evidence_based overall_impression strengths areas_for
        stands_out demonstrates demonstrating showcases showing_mature mature_ownership
        clear_structure logically_structured thorough articulate nuanced coherent the_strongest
    """,
}
