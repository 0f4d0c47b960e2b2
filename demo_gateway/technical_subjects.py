"""What the scripted models know about computing."""

from demo_gateway.subject import Subject, named

TECHNICAL: tuple[Subject, ...] = (
    Subject(
        named_by=named(r"\b(large )?language models?\b|\bLLMs?\b|\bhow (does|do) (chat)?gpt\b"),
        short="A language model predicts the next piece of a text, again and again.",
        facts=(
            "It reads text as tokens, pieces of about four characters each.",
            "From all tokens so far it computes a probability for every token that could follow.",
            "One of them is drawn, appended, and the whole thing starts over.",
            "Temperature decides how often it picks something other than the likeliest token.",
            "What it knows was pressed into its weights during training; it looks nothing up "
            "unless it is given a tool.",
            "A longer answer costs more, because every token is a full pass through the model.",
            "It can be fluent and wrong at the same time, so facts deserve a second source.",
        ),
        aside="It is the world's best-read player of *guess the next word*.",
        formula="p(x_1, \\dots, x_n) = \\prod_{k=1}^{n} p(x_k \\mid x_1, \\dots, x_{k-1})",
        head=("Word", "What it means"),
        rows=(
            ("Token", "a piece of text, about four characters"),
            ("Context length", "how many tokens it can see at once"),
            ("Temperature", "how adventurous the choice is"),
            ("Time to first token", "how long you look at nothing"),
        ),
    ),
    Subject(
        named_by=named(r"\brecursi(on|ve)\b"),
        short="Recursion is solving a problem by solving a smaller one of the same kind, until "
        "one is so small that its answer is known.",
        facts=(
            "Every recursion needs a base case, which is answered directly, and a step that comes "
            "closer to it.",
            "The factorial shows both: 0! is 1, and n! is n times (n - 1)!.",
            "Each call waits for the smaller one, so unfinished calls pile up on the call stack.",
            "Without a base case the pile grows until the stack overflows.",
            "What is nested suits it best: folders in folders, comments under comments, branches "
            "of a tree.",
            "Whatever a recursion does, a loop with a stack of its own can do too.",
            "If the same small problem comes up again and again, keep its answer: that turns a "
            "naive Fibonacci from exponential into linear time.",
        ),
        aside="To understand it, understand a slightly smaller version of it first.",
        formula="n! = n \\cdot (n - 1)!, \\qquad 0! = 1",
        head=("Call", "What it waits for"),
        rows=(
            ("factorial(3)", "3 × factorial(2)"),
            ("factorial(2)", "2 × factorial(1)"),
            ("factorial(1)", "1 × factorial(0)"),
            ("factorial(0)", "nothing: it is 1"),
        ),
    ),
    Subject(
        named_by=named(r"\bquantum (comput\w+|bits?)\b|\bqubits?\b"),
        short="A quantum computer works with qubits, which can be in a mixture of 0 and 1 until "
        "they are measured.",
        facts=(
            "Such a mixture is called a superposition; a measurement always gives a plain 0 or 1.",
            "Several qubits can be entangled: then they are described together and not one by one.",
            "A calculation lets the ways to wrong answers cancel each other, so that a right one "
            "becomes likely.",
            "It does not simply try all answers at once: one measurement shows only one of them.",
            "Known advantages are in factoring large numbers, in searching, and in simulating "
            "molecules.",
            "Qubits are easily disturbed, so much of the effort goes into correcting errors.",
            "For everyday programs an ordinary computer stays the better one.",
        ),
        aside="A coin that spins is neither heads nor tails, and looking at it makes it land.",
        formula="|\\psi\\rangle = \\alpha|0\\rangle + \\beta|1\\rangle, \\qquad "
        "|\\alpha|^2 + |\\beta|^2 = 1",
        head=("Ordinary computer", "Quantum computer"),
        rows=(
            ("bit: 0 or 1", "qubit: a mixture until measured"),
            ("can be copied freely", "an unknown state can't be copied"),
            ("errors are rare", "errors must be corrected all the time"),
            ("good at nearly everything", "good at a few special problems"),
        ),
    ),
    Subject(
        named_by=named(r"\bmachine learning\b|\bneural net(work)?s?\b|\bdeep learning\b"),
        short="Machine learning finds a rule from examples instead of being told the rule.",
        facts=(
            "A model has numbers, its parameters, which decide what it answers.",
            "Training shows it examples, measures how wrong it is, and moves each parameter a "
            "little in the direction that would have been less wrong.",
            "After many such steps it also does well on examples it has never seen, if all goes "
            "well.",
            "If it only remembers its examples, it is said to overfit; data that was kept aside "
            "shows that.",
            "A neural network is such a model made of layers, each a weighted sum and a bend.",
            "What the examples leave out the model can't know, and their prejudices it learns too.",
        ),
        aside="It is like learning a city by getting lost in it ten thousand times.",
        formula="\\theta \\leftarrow \\theta - \\eta \\, \\nabla_\\theta L(\\theta)",
        head=("Word", "What it means"),
        rows=(
            ("Training data", "the examples it learns from"),
            ("Loss", "how wrong it is"),
            ("Parameter", "a number that training adjusts"),
            ("Overfitting", "remembering instead of understanding"),
        ),
    ),
    Subject(
        named_by=named(r"\b(an?|the|rest|web) APIs?\b|\bAPIs? (is|are)\b|\bwhat('s| is) an api\b"),
        short="An API is an agreement on how one program asks another for something.",
        facts=(
            "It says which questions may be asked, in which form, and what the answers look like.",
            "Whoever asks need not know how the work is done, and that may change behind it.",
            "On the web an API is mostly a set of addresses: a request goes in, JSON comes out.",
            "A key usually says who is asking, so that use can be limited and charged.",
            "Errors are part of the agreement: 404 means not found, 429 means too often.",
            "Even this answer was asked for through one: a request with your prompt in it.",
        ),
        aside="It is the menu of a restaurant: you order by name and never enter the kitchen.",
        formula="\\text{answer} = f(\\text{request})",
        head=("Part", "What it is in a restaurant"),
        rows=(
            ("Request", "your order"),
            ("Documentation", "the menu"),
            ("Response", "the dish"),
            ("Error", "“we are out of soup”"),
        ),
    ),
)
