package dev.partita.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.graph.Parameter;
import dev.partita.text.Language;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A config.json gives the model it describes, or one sentence that names what is not carried. */
class HuggingFaceImportTest {
    private static final String LLAMA = "'model_type':'llama','vocab_size':32000,'hidden_size':4096,"
            + "'intermediate_size':11008,'num_hidden_layers':32,'num_attention_heads':32,'max_position_embeddings':4096";
    private static final String GPT2 = "'model_type':'gpt2','vocab_size':50257,'n_layer':12,'n_head':12";

    private static ImportedModel read(String config, Map<String, Long> chosen) {
        String json = "{" + config.replace('\'', '"') + "}";
        Map<String, Object> values = JsonMapper.shared().readValue(json, new TypeReference<>() {});
        return HuggingFaceImport.read(values, "model", chosen);
    }

    /** Counts as their model cards and papers give them; of BERT with its masked language model. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            124439808 | 'model_type':'gpt2','vocab_size':50257,'n_layer':12,'n_head':12,'n_embd':768,'n_positions':1024
            6738415616 | 'model_type':'llama','vocab_size':32000,'hidden_size':4096,'intermediate_size':11008,'num_hidden_layers':32,'num_attention_heads':32
            7241732096 | 'model_type':'mistral','vocab_size':32000,'hidden_size':4096,'intermediate_size':14336,'num_hidden_layers':32,'num_attention_heads':32,'num_key_value_heads':8
            46702792704 | 'model_type':'mixtral','vocab_size':32000,'hidden_size':4096,'intermediate_size':14336,'num_hidden_layers':32,'num_attention_heads':32,'num_key_value_heads':8,'num_local_experts':8,'num_experts_per_tok':2
            7615616512 | 'model_type':'qwen2','vocab_size':152064,'hidden_size':3584,'intermediate_size':18944,'num_hidden_layers':28,'num_attention_heads':28,'num_key_value_heads':4
            109514298 | 'model_type':'bert','vocab_size':30522,'hidden_size':768,'intermediate_size':3072,'num_hidden_layers':12,'num_attention_heads':12
            222903552 | 'model_type':'t5','vocab_size':32128,'d_model':768,'d_kv':64,'d_ff':3072,'num_layers':12,'num_heads':12
            """)
    void the_model_has_as_many_parameters_as_its_authors_count(long published, String config) {
        ImportedModel model = read(config, Map.of());
        assertThat(model.report().parameters()).isEqualTo(published);
        assertThat(model.weights().parts())
                .containsOnlyKeys(
                        model.graph().parameters().stream().map(Parameter::name).toList());
    }

    @Test
    void a_classifier_of_a_thousand_kinds_has_the_published_count() {
        ImportedModel model = read(
                "'model_type':'vit','hidden_size':768,'intermediate_size':3072,'num_hidden_layers':12,"
                        + "'num_attention_heads':12,'image_size':224,'patch_size':16,'num_labels':1000",
                Map.of());
        assertThat(model.report().parameters()).isEqualTo(86_567_656);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'rope_scaling':{'type':'linear','factor':2.0}",
                "'hidden_act':'gelu'",
                "'mlp_bias':true",
                "'rope_parameters':{'rope_type':'yarn'}",
                "'partial_rotary_factor':0.5"
            })
    void what_is_not_carried_is_refused_by_name(String value) {
        String name = value.substring(1, value.indexOf('\'', 1));
        assertThatThrownBy(() -> read(LLAMA + "," + value, Map.of()))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining(name.equals("rope_parameters") ? "rope_type" : name);
    }

    @Test
    void a_sliding_window_is_carried_up_to_its_length() {
        String mistral = LLAMA.replace("llama", "mistral") + ",'sliding_window':1024";
        assertThatThrownBy(() -> read(mistral, Map.of()))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("1024");
        assertThat(read(mistral, Map.of("sequence", 1024L)).graph().inputs()).isNotEmpty();
    }

    @Test
    void what_is_left_out_or_not_read_is_said() {
        ImportedModel model = read(GPT2 + ",'attn_pdrop':0.1,'soft_cap':30", Map.of());
        assertThat(String.join("\n", model.report().lines(Language.ENGLISH))).contains("attn_pdrop = 0.1", "soft_cap");
    }

    @Test
    void an_unknown_family_or_head_is_refused_by_name() {
        assertThatThrownBy(() -> read("'model_type':'mamba'", Map.of())).hasMessageContaining("\"mamba\"");
        assertThatThrownBy(() -> read(GPT2 + ",'architectures':['GPT2ForTokenClassification']", Map.of()))
                .hasMessageContaining("GPT2ForTokenClassification");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'n_embd':-1", "'n_embd':'wide'", "'n_embd':1e3", "'n_embd':99999999999", "'n_embd':13"})
    void an_impossible_size_is_refused(String value) {
        assertThatThrownBy(() -> read(GPT2 + "," + value, Map.of())).isInstanceOf(ImportRefused.class);
    }
}
